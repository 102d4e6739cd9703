import { jetstream } from '@nats-io/jetstream';
import { type INestApplicationContext } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { AlreadyHandled, currentContext, EventPublisher, LostRace } from '@portico/service';
import { ActorClaims, Bus, Connection, Reacts, Redrive, redriveOf, streamOf } from '../src/index.js';
import { aProcess, aServiceName, dropStream, eventually, KeptLetters, Keys } from './harness.js';

const source = aServiceName();
const reader = aServiceName();
const keys = new Keys(source, reader, 'operator');

class ThingDone {
  static readonly type = `portico.${source}.thing-done.v1`;
  static readonly subject = `${source}.event.thing-done.v1`;
  thing: string;
}
class OtherDone {
  static readonly type = `portico.${source}.other-done.v1`;
  static readonly subject = `${source}.event.other-done.v1`;
}

/** What the reactions did, as a store with inboxes would know it; shared by the replicas. */
const world = {
  effects: [] as string[],
  inbox: new Set<string>(),
  tries: new Map<string, number>(),
  poison: new Set<string>(),
  contexts: [] as ReturnType<typeof currentContext>[],
  slow: 0,
};

@Reacts(ThingDone)
class OnThingDone {
  async react({ thing }: ThingDone, envelope: Envelope<ThingDone>): Promise<void> {
    const tries = (world.tries.get(envelope.id) ?? 0) + 1;
    world.tries.set(envelope.id, tries);
    if (world.slow) await new Promise((resolve) => setTimeout(resolve, world.slow));
    if (world.poison.has(thing)) throw new Error(`cannot take ${thing}`);
    if (thing === 'contended' && tries < 3) throw new LostRace(thing);
    const context = currentContext();
    if (world.inbox.has(context?.command?.id ?? '')) throw new AlreadyHandled({ id: thing, version: 1 });
    world.inbox.add(context?.command?.id ?? '');
    world.contexts.push(context);
    world.effects.push(thing);
  }
}

@Reacts(OtherDone, { name: 'renamed' })
class OnOtherDone {
  async react(): Promise<void> {
    world.effects.push('other');
  }
}

let count = 0;
const event = (thing: string, subject = thing, type = ThingDone.type): Envelope => ({
  specversion: '1.0',
  id: `${source}-${(count += 1)}`,
  source,
  type,
  subject,
  sequence: count,
  time: '2026-11-22T12:00:00.000Z',
  datacontenttype: 'application/json',
  actor: { kind: 'user', userId: 'u1' },
  traceparent: `00-${'cd'.repeat(16)}-${'12'.repeat(8)}-01`,
  data: { thing },
});

const letters = new KeptLetters();
const aReader = () => aProcess(reader, { keys, providers: [OnThingDone, OnOtherDone], letters });
let owner: INestApplicationContext;
let replicas: INestApplicationContext[];
const publish = (...envelopes: Envelope[]) => owner.get(EventPublisher).publish(envelopes);
const effectsOf = (prefix: string) => world.effects.filter((each) => each.startsWith(prefix));

beforeAll(async () => {
  replicas = [await aReader(), await aReader()];
  owner = await aProcess(source, { keys });
});

afterAll(async () => {
  await Promise.all([owner, ...replicas].map((each) => each.close()));
  await Promise.all([dropStream(source), dropStream(reader)]);
});

describe('a reaction', () => {
  it('gets every event once though the stream came later than its reader', async () => {
    await publish(...Array.from({ length: 200 }, (_, at) => event(`first-${at}`)));
    await eventually(() => effectsOf('first-').length >= 200);
    expect(new Set(effectsOf('first-')).size).toBe(200);
    expect(effectsOf('first-')).toHaveLength(200);
  });

  it('gets only the events that it asked for', async () => {
    await publish(event('x', 'x', OtherDone.type));
    await eventually(() => effectsOf('other').length === 1);
  });

  it('acts for its own process, on behalf of who acted, under the id of the event and its own name', async () => {
    const done = event('context');
    await publish(done);
    await eventually(() => effectsOf('context').length === 1);
    expect(world.contexts.at(-1)).toMatchObject({
      actor: { kind: 'system', process: reader, onBehalfOf: 'u1' },
      command: { id: `${done.id}:on-thing-done` },
      trace: { traceId: 'cd'.repeat(16) },
    });
  });

  it('gets an event that was published twice once', async () => {
    const done = event('twice');
    await publish(done);
    await publish(done, done);
    await publish(event('after-twice'));
    await eventually(() => effectsOf('after-twice').length === 1);
    expect(world.tries.get(done.id)).toBe(1);
  });

  it('has one effect when an event comes again past the stream’s own memory', async () => {
    const done = event('again');
    await publish(done);
    const nats = owner.get(Connection).nats;
    await jetstream(nats).publish(ThingDone.subject, JSON.stringify(done), { msgID: 'another id' });
    await eventually(() => world.tries.get(done.id) === 2);
    expect(effectsOf('again')).toHaveLength(1);
    expect(letters.letters.size).toBe(0);
  });

  it('does lost races again at once', async () => {
    await publish(event('contended'));
    await eventually(() => effectsOf('contended').length === 1);
  });
});

describe('a poisoned event', () => {
  it('is kept as a dead letter while the others flow on, and taken when it is driven again', async () => {
    world.poison.add('poison');
    const bad = event('poison');
    const errand = Array.from({ length: 20 }, (_, at) => event(`flow-${at}`));
    const started = performance.now();
    await publish(bad, ...errand);
    await eventually(() => effectsOf('flow-').length === 20);
    expect(performance.now() - started).toBeLessThan(1_400);
    await eventually(() => letters.letters.size === 1);
    expect(world.tries.get(bad.id)).toBe(5);
    expect([...letters.letters.values()][0]).toMatchObject({
      id: `on-thing-done:${bad.id}`,
      reaction: 'on-thing-done',
      error: 'cannot take poison',
      envelope: bad,
    });

    expect(await replicas[0]?.get(Redrive).run('on-thing-done')).toEqual({ done: 0, failed: 1 });
    world.poison.clear();
    expect(await replicas[0]?.get(Redrive).run('another')).toEqual({ done: 0, failed: 0 });
    expect(await replicas[0]?.get(Redrive).run()).toEqual({ done: 1, failed: 0 });
    expect(letters.letters.size).toBe(0);
    expect(effectsOf('poison')).toHaveLength(1);
  });

  it('is driven again by the operator’s command, and by nobody else', async () => {
    const operator = await aProcess('operator', { keys, serves: false });
    const bus = operator.get(Bus);
    expect(await bus.send(new (redriveOf(reader))())).toEqual({ done: 0, failed: 0 });
    await operator.close();
    await expect(owner.get(Bus).send(new (redriveOf(reader))())).rejects.toMatchObject({ code: 'not-allowed' });
    expect(owner.get(ActorClaims)).toBeDefined();
  });

  it('that is no event at all is taken out', async () => {
    const nats = owner.get(Connection).nats;
    await jetstream(nats).publish(ThingDone.subject, 'no json');
    await jetstream(nats).publish(ThingDone.subject, '{"id":1}');
    await publish(event('behind'));
    await eventually(() => effectsOf('behind').length === 1);
  });
});

describe('a replica that ends', () => {
  it('finishes or gives back what it has, and the next goes on: nothing lost, nothing twice', async () => {
    world.slow = 20;
    const sent = Array.from({ length: 150 }, (_, at) => event(`roll-${at}`));
    await publish(...sent);
    await eventually(() => effectsOf('roll-').length > 10);
    await Promise.all(replicas.map((each) => each.close()));
    const before = effectsOf('roll-').length;
    replicas = [await aReader()];
    await eventually(() => effectsOf('roll-').length >= 150, 20_000);
    expect(before).toBeLessThan(150);
    expect(new Set(effectsOf('roll-')).size).toBe(150);
    expect(effectsOf('roll-')).toHaveLength(150);
    expect(streamOf(source)).toBe(source.toUpperCase());
  }, 30_000);
});
