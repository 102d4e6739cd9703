import { type INestApplicationContext } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { Command, type Envelope, Text } from '@portico/contracts';
import { AlreadyHandled, currentContext, EventPublisher, Readiness } from '@portico/service';
import { Bus, Reacts } from '../src/index.js';
import { aProcess, eventually, Keys } from './harness.js';
import { type OwnNats, startNats } from './nats-server.js';

const keys = new Keys('gateway', 'source', 'reader');

class Add extends Command<object> {
  static readonly subject = 'source.add';
  static readonly result = undefined;
  @Text(20) name: string;
}
class Added {
  static readonly type = 'portico.source.added.v1';
  static readonly subject = 'source.event.added.v1';
  name: string;
}

const handled = new Set<string>();
const seen: string[] = [];

@CommandHandler(Add)
@Public('a test')
class AddHandler {
  async execute(): Promise<object> {
    const id = currentContext()?.command?.id ?? '';
    if (handled.has(id)) throw new AlreadyHandled({ id, version: 1 });
    handled.add(id);
    return { id };
  }
}

@Reacts(Added)
class OnAdded {
  async react({ name }: Added): Promise<void> {
    if (!seen.includes(name)) seen.push(name);
  }
}

const event = (name: string): Envelope => ({
  specversion: '1.0',
  id: `id-${name}`,
  source: 'source',
  type: Added.type,
  subject: name,
  sequence: 1,
  time: '2026-11-22T12:00:00.000Z',
  datacontenttype: 'application/json',
  actor: { kind: 'system', process: 'source' },
  data: { name },
});

let server: OwnNats;
let running: INestApplicationContext[];
const aWorldOf = (name: string, parts: object = {}) =>
  aProcess(name, { keys, config: { NATS_URL: server.url }, ...parts });

beforeAll(async () => {
  server = await startNats();
  running = await Promise.all([
    aWorldOf('source', { providers: [AddHandler] }),
    aWorldOf('reader', { providers: [OnAdded] }),
    aWorldOf('gateway', { serves: false }),
  ]);
}, 60_000);

afterAll(async () => {
  await Promise.all(running.map((each) => each.close()));
  await server.stop();
});

const named = (at: number) => running[at] as INestApplicationContext;

async function untilPublished(envelope: Envelope): Promise<void> {
  const isStored = () =>
    named(0)
      .get(EventPublisher)
      .publish([envelope])
      .then(
        () => true,
        () => false,
      );
  await eventually(isStored, 30_000);
}

it('NATS killed and started again: no command acts twice, no stored event is missed', async () => {
  const bus = named(2).get(Bus);
  await untilPublished(event('before'));
  await eventually(() => seen.includes('before'));
  const readiness = named(0).get(Readiness);
  readiness.open();
  expect((await readiness.report()).ready).toBe(true);

  await server.kill();
  await eventually(async () => !(await readiness.report()).ready);
  const commands = Array.from({ length: 20 }, (_, at) =>
    bus.send(Object.assign(new Add(), { name: `n${at}` }), { commandId: `c${at}`, timeoutMs: 4_000 }),
  );
  const published = Promise.all(Array.from({ length: 20 }, (_, at) => untilPublished(event(`e${at}`))));
  await server.start();

  const outcomes = await Promise.allSettled(commands);
  for (const [at, outcome] of outcomes.entries())
    if (outcome.status === 'fulfilled') expect(handled).toContain(`c${at}`);
  expect(handled.size).toBeLessThanOrEqual(20);
  await bus.send(Object.assign(new Add(), { name: 'after' }));
  await published;
  await eventually(() => seen.length === 21, 30_000);
  await eventually(async () => (await readiness.report()).ready);
}, 90_000);

it('a service that restarts is waited for', async () => {
  await named(0).close();
  const sent = named(2)
    .get(Bus)
    .send(Object.assign(new Add(), { name: 'patient' }));
  const [, back] = await Promise.all([
    new Promise((resolve) => setTimeout(resolve, 300)),
    aWorldOf('source', { providers: [AddHandler] }),
  ]);
  running[0] = back;
  expect(await sent).toHaveProperty('id');
}, 30_000);
