import { type INestApplicationContext } from '@nestjs/common';
import { CommandHandler, QueryHandler } from '@nestjs/cqrs';
import { Public, Requires } from '@portico/access';
import { Command, Query, Text, Whole } from '@portico/contracts';
import { type Actor, newId, Refusal, type RefusalKind, refusalKinds, system } from '@portico/kernel';
import { AlreadyHandled, currentContext, LostRace, within } from '@portico/service';
import { Bus, RemoteFailure } from '../src/index.js';
import { aProcess, aServiceName, dropStream, eventually, Keys } from './harness.js';

const service = aServiceName();
const inFlight = 100;
const keys = new Keys('gateway', service);

class Refuse extends Command<object> {
  static readonly subject = `${service}.refuse`;
  static readonly result = undefined;
  @Text(40) kind: RefusalKind;
  @Text(40) how: string;
}
class Count extends Command<{ acts: number }> {
  static readonly subject = `${service}.count`;
  static readonly result = undefined;
  @Text(40) name: string;
}
class Look extends Query<{ by: string; actor: Actor }> {
  static readonly subject = `${service}.look`;
  static readonly result = undefined;
  @Whole({ optional: true }) waitMs?: number;
}
class Own extends Query<{ userId?: string }> {
  static readonly subject = `${service}.own`;
  static readonly result = undefined;
}
class Ask extends Query<{ by: string; actor: Actor }> {
  static readonly subject = `${service}.ask`;
  static readonly result = undefined;
}

const details = { errors: [{ pointer: '/a', code: 'x', message: 'y' }], retryAfter: 7, box: 'terms' };

@CommandHandler(Refuse)
@Public('a test')
class RefuseHandler {
  async execute({ kind, how }: Refuse): Promise<object> {
    const refusal = new Refusal(kind, `${kind}-code`, `It is ${kind}.`, details);
    if (how === 'break') throw new Error('password=hunter2');
    throw how === 'wrapped' ? new Error('outer', { cause: new Error('inner', { cause: refusal }) }) : refusal;
  }
}

@CommandHandler(Count)
@Public('a test')
class CountHandler {
  readonly handled = new Map<string, number>();
  losses = 0;

  async execute({ name }: Count): Promise<{ acts: number }> {
    const id = currentContext()?.command?.id ?? '';
    if (this.handled.has(id)) throw new AlreadyHandled({ id: name, version: this.handled.get(id) ?? 0 });
    if (name === 'contended' && (this.losses += 1) < 4) throw new LostRace(name);
    this.handled.set(id, this.handled.size + 1);
    if (name === 'slow-once') await new Promise((resolve) => setTimeout(resolve, 400));
    return { acts: this.handled.size };
  }

  answer(aggregate: { version: number }): { acts: number } {
    return { acts: aggregate.version };
  }
}

@QueryHandler(Look)
@Public('a test')
class LookHandler {
  readonly by = newId();

  async execute({ waitMs, actor }: Look): Promise<{ by: string; actor: Actor }> {
    if (waitMs) await new Promise((resolve) => setTimeout(resolve, waitMs));
    return { by: this.by, actor };
  }
}

@QueryHandler(Own)
@Requires('session.own')
class OwnHandler {
  async execute({ actor }: Own): Promise<{ userId?: string }> {
    return { userId: actor.userId };
  }
}

/** Asks its own process. */
@QueryHandler(Ask)
@Public('a test')
class AskHandler {
  constructor(private readonly bus: Bus) {}

  execute(): Promise<{ by: string; actor: Actor }> {
    return this.bus.send(new Look());
  }
}

const providers = [RefuseHandler, CountHandler, LookHandler, OwnHandler, AskHandler];
const message = <M extends object>(type: new () => M, fields: Partial<M>): M => Object.assign(new type(), fields);

let replicas: INestApplicationContext[];
let edge: INestApplicationContext;
let bus: Bus;

beforeAll(async () => {
  replicas = [
    await aProcess(service, { keys, providers, inFlight }),
    await aProcess(service, { keys, providers, inFlight }),
  ];
  edge = await aProcess('gateway', { keys, serves: false });
  bus = edge.get(Bus);
});

afterAll(async () => {
  await Promise.all([...replicas, edge].map((each) => each.close()));
  await dropStream(service);
});

describe('a request', () => {
  it.each(refusalKinds.flatMap((kind) => [[kind, 'plain'] as const, [kind, 'wrapped'] as const]))(
    'brings back a refusal whole: %s, %s',
    async (kind, how) => {
      const thrown = await bus.send(message(Refuse, { kind, how })).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Refusal);
      expect((thrown as Refusal).toJSON()).toEqual({ kind, code: `${kind}-code`, message: `It is ${kind}.`, details });
    },
  );

  it('tells nothing of a failure but its trace', async () => {
    const traceparent = `00-${'ab'.repeat(16)}-${'12'.repeat(8)}-01`;
    const sent = bus.send(message(Refuse, { kind: 'gone', how: 'break' }), { traceparent });
    const thrown = await sent.catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(RemoteFailure);
    expect(thrown).toMatchObject({ traceId: 'ab'.repeat(16), subject: `${service}.refuse` });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('hunter2');
  });

  it('is validated again by the service, unknown fields too', async () => {
    const wrong = Object.assign(new Count(), { name: 17, more: true, actor: { kind: 'system' } });
    const thrown = (await bus.send(wrong).catch((error: unknown) => error)) as Refusal;
    expect(thrown).toMatchObject({ kind: 'invalid', code: 'invalid-input' });
    expect(thrown.details.errors?.map(({ pointer }) => pointer).sort()).toEqual([
      '/actor',
      '/more',
      '/name',
      '/name',
      '/name',
      '/name',
    ]);
  });

  it('carries the actor whom the edge vouches for', async () => {
    const user: Actor = { kind: 'user', userId: 'u1', sessionId: 's1', roles: ['ops'], address: '192.0.2.1' };
    expect((await bus.send(new Look(), { as: user })).actor).toEqual(user);
    expect((await bus.send(new Look())).actor).toEqual({ kind: 'anonymous' });
    const context = {
      actor: user,
      trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      deadline: performance.now() + 5_000,
    };
    expect((await within(context, () => bus.send(new Look()))).actor).toEqual(user);
  });

  it('is admitted only with the right that the handler names', async () => {
    await expect(bus.send(new Own())).rejects.toMatchObject({ kind: 'unauthenticated', code: 'not-signed-in' });
    expect(await bus.send(new Own(), { as: { kind: 'user', userId: 'u1' } })).toEqual({ userId: 'u1' });
  });

  it('is refused when the edge claims to be another process', async () => {
    for (const as of [system(service), system('operator'), system('identity')]) {
      await expect(bus.send(new Look(), { as })).rejects.toMatchObject({ kind: 'unauthenticated', code: 'bad-claim' });
    }
  });

  it('is spread over the replicas', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => bus.send(new Look())));
    const by = answers.map((answer) => answer.by);
    expect(new Set(by).size).toBe(2);
    expect(Math.min(...[...new Set(by)].map((one) => by.filter((each) => each === one).length))).toBeGreaterThan(5);
  });

  it('of the own process stays in it and acts for the process, on behalf of whom it serves', async () => {
    const { actor } = await bus.send(new Ask(), { as: { kind: 'user', userId: 'u9' } });
    expect(actor).toEqual(system(service, 'u9'));
  });

  it('without an answer in time is refused as a timeout, and a query is asked once more', async () => {
    const started = performance.now();
    await expect(bus.send(message(Look, { waitMs: 1_000 }), { timeoutMs: 100 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'timeout',
    });
    expect(performance.now() - started).toBeGreaterThan(190);
    expect(performance.now() - started).toBeLessThan(900);
  });

  it('stops waiting at the deadline of the context', async () => {
    const context = {
      actor: system('gateway'),
      trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) },
      deadline: performance.now() + 80,
    };
    const started = performance.now();
    const sent = within(context, () => bus.send(message(Look, { waitMs: 1_000 }), { as: { kind: 'anonymous' } }));
    await expect(sent).rejects.toMatchObject({ code: 'timeout' });
    expect(performance.now() - started).toBeLessThan(400);
  });

  it('that nobody answers is refused after the patience for a restart', async () => {
    class Unknown extends Query<object> {
      static readonly subject = `${service}.unknown`;
    }
    const started = performance.now();
    await expect(bus.send(new Unknown())).rejects.toMatchObject({ kind: 'unavailable', code: 'unavailable' });
    expect(performance.now() - started).toBeGreaterThan(1_500);
  });

  it('past the limit of work at once is refused as busy, soon', async () => {
    const requests = Array.from({ length: 4 * inFlight }, () =>
      bus.send(message(Look, { waitMs: 300 })).catch((error: unknown) => error),
    );
    const answers = await Promise.all(requests);
    const refused = answers.filter((each): each is Refusal => each instanceof Refusal);
    expect(refused.length).toBeGreaterThan(50);
    for (const each of refused)
      expect(each).toMatchObject({ kind: 'unavailable', code: 'busy', details: { retryAfter: 1 } });
  });
});

describe('a command', () => {
  it('that was handled is answered from what it did, and acts once', async () => {
    const name = 'repeated';
    const only = replicas.map((each) => each.get(CountHandler));
    const before = only.map((each) => each.handled.size);
    const first = await bus.send(message(Count, { name }), { commandId: 'c1' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bus.send(message(Count, { name }), { commandId: 'c1' })),
    );
    expect(answers.every(({ acts }) => acts > 0)).toBe(true);
    expect(first.acts).toBeGreaterThan(0);
    // The two stand-in stores do not know of each other; each acted at most once.
    expect(only.map((each, at) => each.handled.size - (before[at] ?? 0)).every((acts) => acts <= 1)).toBe(true);
  });

  it('whose answer was lost is sent once more under the same id', async () => {
    const ids = new Set(replicas.flatMap((each) => [...each.get(CountHandler).handled.keys()]));
    await bus.send(message(Count, { name: 'slow-once' }), { timeoutMs: 150 }).catch(() => undefined);
    const all = new Set(replicas.flatMap((each) => [...each.get(CountHandler).handled.keys()]));
    expect(all.size - ids.size).toBe(1);
  });

  it('that lost a race is done again from its load', async () => {
    await bus.send(message(Count, { name: 'contended' }));
    await eventually(() => replicas.some((each) => each.get(CountHandler).losses >= 4));
  });

  it('inside a command has an id that follows from it', async () => {
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const context = {
      actor: { kind: 'anonymous' } as Actor,
      trace,
      command: { id: 'outer', bodyHash: 'h' },
      deadline: performance.now() + 9_000,
    };
    const known = () => new Set(replicas.flatMap((each) => [...each.get(CountHandler).handled.keys()])).size;
    const before = known();
    await within(context, () => bus.send(message(Count, { name: 'nested' })));
    await within(context, () => bus.send(message(Count, { name: 'nested' })));
    expect(known() - before).toBe(1);
  });
});
