import { jest } from '@jest/globals';
import { type INestApplicationContext, Injectable } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { EventPublisher, type StreamPlace } from '@portico/service';
import { Connection, Records, Redrive, streamOf } from '../src/index.js';
import { aProcess, aServiceName, dropStream, eventually, KeptLetters, KeptPlaces, Keys } from './harness.js';

jest.setTimeout(60_000);

const source = aServiceName();
const later = aServiceName();
const reader = aServiceName();
const keys = new Keys(source, later, reader);
const away = refusal('unavailable', 'database-away', 'The data store does not answer.');

/** What was kept, as a store with a unique index would have it; shared by the replicas. */
const world = {
  kept: [] as string[],
  known: new Set<string>(),
  poison: new Set<string>(),
  given: [] as number[],
  isAway: false,
  slow: 0,
};

const thingOf = (envelope: Envelope): string => (envelope.data as { thing: string }).thing;

@Injectable()
@Records(source, later)
class KeepFacts {
  async record(facts: readonly Envelope[]): Promise<void> {
    world.given.push(facts.length);
    for (const fact of facts) {
      if (world.slow) await new Promise((resolve) => setTimeout(resolve, world.slow));
      if (world.isAway) throw away();
      if (world.poison.has(thingOf(fact))) throw new Error(`cannot take ${thingOf(fact)}`);
      if (!world.known.has(fact.id)) world.kept.push(thingOf(fact));
      world.known.add(fact.id);
    }
  }
}

let count = 0;
const event = (thing: string, from = source): Envelope => ({
  specversion: '1.0',
  id: `${from}-${(count += 1)}`,
  source: from,
  type: `portico.${from}.thing-${count % 7}-done.v1`,
  subject: `aggregate-${count % 5}`,
  sequence: count,
  time: '2026-11-22T12:00:00.000Z',
  datacontenttype: 'application/json',
  actor: { kind: 'user', userId: 'u1' },
  data: { thing },
});

/** In one order on the stream: each is stored before the next one is sent. */
async function tell(things: string[], from = source): Promise<void> {
  const owner = from === source ? owners[0] : owners[1];
  for (const thing of things) await owner?.get(EventPublisher).publish([event(thing, from)]);
}

const named = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${prefix}${at}`);
const keptOf = (prefix: string) => world.kept.filter((thing) => thing.startsWith(prefix));
const letters = new KeptLetters();
const places = new KeptPlaces();
const aReader = (shared = places) => aProcess(reader, { keys, providers: [KeepFacts], letters, places: shared });
const owners: INestApplicationContext[] = [];
let replicas: INestApplicationContext[];

beforeAll(async () => {
  owners.push(await aProcess(source, { keys }));
  replicas = [await aReader(), await aReader()];
});

afterEach(() => Object.assign(world, { isAway: false, slow: 0 }));

afterAll(async () => {
  await Promise.all([...owners, ...replicas].map((each) => each.close()));
  await Promise.all([source, later, reader].map(dropStream));
});

describe('a recorder', () => {
  it('gets every fact of a stream once, in the order of the stream, under two replicas', async () => {
    await tell(named('a', 400));
    await eventually(() => keptOf('a').length >= 400);
    expect(keptOf('a')).toEqual(named('a', 400));
    expect(places.places.get(streamOf(source))?.seq).toBeGreaterThan(0);
  });

  it('waits for a stream that is not there yet', async () => {
    owners.push(await aProcess(later, { keys }));
    await tell(named('late', 20), later);
    await eventually(() => keptOf('late').length === 20);
    expect(keptOf('late')).toEqual(named('late', 20));
  });

  it('is given together what came while it was at work', async () => {
    world.slow = 1;
    world.given.length = 0;
    await Promise.all(named('b', 200).map((thing) => tell([thing])));
    await eventually(() => keptOf('b').length === 200);
    expect(world.given.length).toBeLessThan(100);
  });

  it('keeps nothing and loses nothing while its database is away', async () => {
    world.isAway = true;
    await tell(named('c', 10));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    world.isAway = false;
    await eventually(() => keptOf('c').length === 10);
    expect(keptOf('c')).toEqual(named('c', 10));
    expect(letters.letters.size).toBe(0);
  });

  it('goes on past the one fact that it cannot take, which is kept as a dead letter and driven again', async () => {
    world.poison.add('d3');
    await tell(named('d', 8));
    await eventually(() => keptOf('d').length === 7, 20_000);
    expect(keptOf('d')).toEqual(named('d', 8).filter((thing) => thing !== 'd3'));
    expect([...letters.letters.values()]).toMatchObject([{ reaction: 'keep-facts', error: 'cannot take d3' }]);

    world.poison.clear();
    expect(await replicas[0]?.get(Redrive).run('keep-facts')).toEqual({ done: 1, failed: 0 });
    expect(keptOf('d')).toHaveLength(8);
  });
});

describe('the turn to read', () => {
  it('goes to the next replica at once when one ends in order', async () => {
    world.slow = 3;
    const telling = tell(named('e', 150));
    await eventually(() => keptOf('e').length > 20);
    await replicas.shift()?.close();
    replicas.push(await aReader());
    await telling;
    await eventually(() => keptOf('e').length >= 150, 20_000);
    expect(keptOf('e')).toEqual(named('e', 150));
  });

  it('goes on after a replica lost its connection for good', async () => {
    world.slow = 3;
    const telling = tell(named('f', 150));
    await eventually(() => keptOf('f').length > 20);
    const holder = places.places.get(streamOf(source))?.replica;
    await replicas[0]?.get(Connection).nats.close();
    await telling;
    await eventually(() => keptOf('f').length >= 150, 25_000);
    expect(keptOf('f')).toEqual(named('f', 150));
    expect(holder).toBeDefined();
  });

  it('is only for speed: two readers at once, each sure of its turn, still keep the order', async () => {
    class Careless extends KeptPlaces {
      override async take(stream: string, replica: string, length: number): Promise<StreamPlace | undefined> {
        return (await super.take(stream, replica, length)) ?? this.places.get(stream);
      }

      override async reach(stream: string, replica: string, place: StreamPlace): Promise<boolean> {
        await super.reach(stream, replica, place);
        return true;
      }
    }
    await Promise.all(replicas.map((each) => each.close()));
    const careless = new Careless();
    const [kept] = [places.places.get(streamOf(source))];
    if (kept) careless.places.set(streamOf(source), { ...kept, until: 0 });
    replicas = await Promise.all([aReader(careless), aReader(careless), aReader(careless)]);
    world.slow = 1;
    await tell(named('g', 300));
    await eventually(() => keptOf('g').length >= 300, 20_000);
    expect(keptOf('g')).toEqual(named('g', 300));
  });
});

describe('a stream that was lost', () => {
  it('is read from the beginning of the one that was made in its place', async () => {
    await dropStream(source);
    await eventually(async () =>
      tell(['first']).then(
        () => true,
        () => false,
      ),
    );
    await tell(named('h', 10));
    await eventually(() => keptOf('h').length === 10, 20_000);
    expect(keptOf('h')).toEqual(named('h', 10));
  });
});
