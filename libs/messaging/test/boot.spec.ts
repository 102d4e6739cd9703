import { createServer, type Server } from 'node:http';
import { Injectable, type Provider, Scope } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { Public, Requires } from '@portico/access';
import { Command } from '@portico/contracts';
import { Readiness } from '@portico/service';
import { Reacts } from '../src/index.js';
import { aProcess, aServiceName, dropStream, Keys } from './harness.js';

const service = aServiceName();
const keys = new Keys(service);
afterAll(() => dropStream(service));

class Do extends Command<object> {
  static readonly subject = `${service}.do`;
  static readonly result = undefined;
}
class Foreign extends Command<object> {
  static readonly subject = 'another.do';
  static readonly result = undefined;
}
class Fact {
  static readonly type = `portico.${service}.fact.v1`;
  static readonly subject = `${service}.event.fact.v1`;
}
class Handles {
  async execute(): Promise<object> {
    return {};
  }
}

@CommandHandler(Do)
class Unmarked extends Handles {}

@CommandHandler(Do)
@Requires('world.rule')
class Overreaching extends Handles {}

@CommandHandler(Do)
@Public('a test')
class Good extends Handles {}

@CommandHandler(Do)
@Public('a test')
class Second extends Handles {}

@CommandHandler(Foreign)
@Public('a test')
class Usurping extends Handles {}

@CommandHandler(Do)
@Public('a test')
@Injectable({ scope: Scope.REQUEST })
class PerRequest extends Handles {}

class Reaction {
  async react(): Promise<void> {}
}
@Reacts(Fact)
class OnFact extends Reaction {}
@Reacts(Fact, { name: 'on-fact' })
class Twin extends Reaction {}

const boot = async (...providers: Provider[]): Promise<void> => {
  const application = await aProcess(service, { keys, providers, messages: [Do] });
  await application.close();
};

describe('the boot', () => {
  it.each<[string, Provider[]]>([
    ['Unmarked says neither @Requires', [Unmarked]],
    ['requires the action world.rule, which nobody can judge', [Overreaching]],
    [`no handler answers ${service}.do`, []],
    [`${service}.do has two handlers`, [Good, Second]],
    ['answers another.do, which is another process', [Good, Usurping]],
    ['PerRequest is made per request', [PerRequest]],
    ['two reactions are called on-fact', [Good, OnFact, Twin]],
  ])('stops: %s', async (reason, providers) => {
    await expect(boot(...providers)).rejects.toThrow(reason);
  });

  it('goes on when every message has its handler', () => boot(Good, OnFact));

  it('is ready once its reactions are bound', async () => {
    const application = await aProcess(service, { keys, providers: [Good, OnFact] });
    const readiness = application.get(Readiness);
    readiness.open();
    for (let tries = 0; tries < 100 && !(await readiness.report()).ready; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await readiness.report()).checks).toEqual({ nats: 'up', reactions: 'up' });
    await application.close();
  });
});

describe('in production', () => {
  let monitor: Server;
  let says: object;

  const url = (): string => `http://127.0.0.1:${(monitor.address() as { port: number }).port}`;
  const production = () => aProcess(service, { keys, config: { NODE_ENV: 'production', NATS_MONITOR_URL: url() } });

  beforeAll(async () => {
    monitor = createServer((_, response) => response.end(JSON.stringify(says)));
    await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => monitor.close());

  it.each([{}, { jetstream: { config: { sync_interval: 1 } } }, { jetstream: { config: { sync_always: false } } }])(
    'a stream that is not synced at every write is refused: %j',
    async (answer) => {
      says = answer;
      await expect(production()).rejects.toThrow('sync_interval: always');
    },
  );

  it('one that is synced will do', async () => {
    says = { jetstream: { config: { sync_always: true } } };
    await (await production()).close();
  });
});
