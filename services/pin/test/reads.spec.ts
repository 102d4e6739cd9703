import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Standing } from '@portico/access';
import { GetNpi, ListNpis, type NpiListView, validated } from '@portico/contracts';
import { type Actor, idFrom, StoppedClock } from '@portico/kernel';
import type { Freshness } from '@portico/messaging';
import type { Mongo } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { Gate } from '@portico/program';
import { aProgram, InMemoryPrograms } from '@portico/program/testing';
import { MongoNpis } from '../src/adapters/mongo.npis.js';
import { MongoPins } from '../src/adapters/mongo.pins.js';
import { MongoStandings } from '../src/adapters/mongo.standings.js';
import { npiIdOf } from '../src/domain/npi.js';
import { Pin } from '../src/domain/pin.js';
import { GetNpiHandler } from '../src/reads/get-npi.js';
import { ListNpisHandler } from '../src/reads/list-npis.js';
import {
  anNpi,
  at,
  clinic,
  detachment,
  first,
  holder,
  level,
  making,
  pharmacy,
  second,
  staff,
  standing,
  third,
  today,
  viewing,
} from './builders.js';
import { from } from './work.js';

const clock = new StoppedClock(today);
const gate = new Gate(new InMemoryPrograms(aProgram({ id: 'medi-cal' })), clock);
const anna = standing('anna');
const ned = staff('ned', level(first, 'admin'), level(second, 'processor'), level('1000000004', 'none'));
const fresh = { isFresh: () => true } as unknown as Freshness;
let mongo: Mongo;
let npis: MongoNpis;
let pins: MongoPins;
let standings: MongoStandings;

beforeAll(async () => {
  mongo = await aMongo();
  [npis, pins, standings] = [new MongoNpis(mongo), new MongoPins(mongo), new MongoStandings(mongo, fresh)];
  await mongo.onModuleInit();
  await npis.save(anNpi(first, { providerName: 'Sunrise Family Practice' }));
  await npis.save(anNpi(second, { providerName: 'Clínica (24) Niño Jesús', providerType: 'Individual' }));
  await npis.save(anNpi(third, { providerName: 'Harbor Pharmacy' }));
  await npis.save(anNpi(first, { organizationId: pharmacy, providerName: 'Sunset' }));
  const gone = anNpi('1999999919', { providerName: 'Sunken Practice' });
  gone.detach(detachment('1999999919'));
  await npis.save(gone);
  await pins.save(Pin.issue({ organizationId: clinic, program: 'medi-cal', npi: first }, making(7_291_043), today));
  for (const each of [anna, ned]) await standings.keep(each);
}, 30_000);
afterAll(() => dropMongo(mongo));

const list = (who: Standing | Actor, asked: object = {}): Promise<NpiListView> =>
  new ListNpisHandler(npis, standings, gate, clock).execute(from(validated(ListNpis, asked), actorOf(who)));
const get = (who: Standing | Actor, npi: string) =>
  new GetNpiHandler(npis, standings, gate, clock).execute(from(validated(GetNpi, { npi }), actorOf(who)));
const actorOf = (who: Standing | Actor): Actor => ('kind' in who ? who : viewing(who));
const found = async (q: string, who: Standing = anna) => (await list(who, { q })).items.map(({ npi }) => npi);

describe('the NPIs of an organization', () => {
  it('are all there for an Org Admin, in the order of their numbers, without anything of their PINs [MC-PIN-01] [MC-PIN-06]', async () => {
    const { items, nextCursor } = await list(anna);

    expect(items).toEqual([
      {
        npi: first,
        providerName: 'Sunrise Family Practice',
        providerType: 'Group',
        enrollmentType: 'Enrolled',
        status: 'active',
        level: 'admin',
      },
      expect.objectContaining({ npi: second, providerType: 'Individual', level: 'admin' }),
      expect.objectContaining({ npi: third, level: 'admin' }),
    ]);
    expect(nextCursor).toBeUndefined();
  });

  it('are those that the Org Admin gave to everybody else, with the level given [MC-PIN-01] [MC-PRM-02]', async () => {
    expect((await list(ned)).items.map(({ npi, level: held }) => [npi, held])).toEqual([
      [first, 'admin'],
      [second, 'processor'],
    ]);
  });

  it('are none for members who were given none, whose time is over, or who are no longer active', async () => {
    const people = [
      staff('nobody'),
      staff('over', level(first, 'admin', { to: today.toISOString() })),
      staff('early', level(first, 'admin', { from: '2026-11-22T18:00:01Z' })),
      standing('left', { status: 'deactivated' }),
      standing('asleep', { lapsesAt: today.toISOString() }),
    ];
    for (const each of people) {
      await standings.keep(each);
      expect((await list(each)).items).toEqual([]);
      await expect(get(each, first)).rejects.toMatchObject({ kind: 'not-found' });
    }
  });

  it('are not shown to the members of another organization [MC-HOM-07]', async () => {
    const zoe = standing('zoe', { organizationId: pharmacy });
    await standings.keep(zoe);

    expect((await list(zoe)).items.map(({ providerName }) => providerName)).toEqual(['Sunset']);
    await expect(get(zoe, second)).rejects.toMatchObject({ kind: 'not-found' });
    const forged = viewing(anna, { organizationId: pharmacy });
    await expect(list(forged)).rejects.toMatchObject({ code: 'rights-behind' });
    expect((await list(viewing(anna, { userId: zoe.userId }))).items).toEqual([]);
  });

  it('are asked again in a moment by whoever’s rights did not arrive yet', async () => {
    await expect(list(standing('new'))).rejects.toMatchObject({ kind: 'unavailable', code: 'rights-behind' });
  });
});

describe('a search', () => {
  it.each([
    ['su', [first, second]],
    ['PRACTICE', [first]],
    ['nino  jesus', [second]],
    ['Clínica', [second]],
    ['(24)', [second]],
    ['24', [second]],
    ['.*', []],
    ['ph', [third]],
    ['12', [first]],
    ['155859879', [second]],
    ['1', [first, second, third]],
    ['999', []],
    ['sunken', []],
  ])('for %s finds %j: part of a name, or the start of an NPI [MC-PIN-03] [MC-PIN-04]', async (q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('finds nothing that the person does not see [MC-PIN-01]', async () => {
    expect(await found('ph', ned)).toEqual([]);
    expect(await found('pr', ned)).toEqual([first]);
  });
});

describe('pages', () => {
  it('follow one another without gap or repeat, also in a search [MC-PIN-02]', async () => {
    const walk = async (who: Standing, asked: object) => {
      const seen: string[][] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
        const { items, nextCursor } = await list(who, { ...asked, cursor, limit: 1 });
        seen.push(items.map(({ npi }) => npi));
        cursor = nextCursor;
      }
      return seen;
    };

    expect(await walk(anna, {})).toEqual([[first], [second], [third]]);
    expect(await walk(anna, { q: 'pr' })).toEqual([[first]]);
    expect(await walk(ned, {})).toEqual([[first], [second]]);
  });

  it('of another organization are not known here', async () => {
    const { nextCursor: cursor } = await list(anna, { limit: 1 });
    const zoe = standing('zoe', { organizationId: pharmacy });

    await expect(list(zoe, { cursor })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});

describe('one NPI', () => {
  it('shows its provider and what the person may do with it [MC-PIN-12] [MC-PRM-03] [MC-PRM-05]', async () => {
    expect(await get(ned, first)).toEqual({
      npi: first,
      providerName: 'Sunrise Family Practice',
      providerType: 'Group',
      enrollmentType: 'Enrolled',
      status: 'active',
      level: 'admin',
      actions: ['pin.view', 'pin.reset'],
      resettable: true,
      nextResetAt: undefined,
      version: '1.1',
    });
    expect(await get(ned, second)).toMatchObject({ level: 'processor', actions: [], resettable: false });
  });

  it('says when its PIN can be reset again [MC-PIN-08]', async () => {
    const pin = (await pins.get(`medi-cal|${first}`)) as Pin;
    pin.reset(holder(), making(5_102_973), at(today.toISOString()));
    await pins.save(pin);

    expect(await get(anna, first)).toMatchObject({ resettable: false, nextResetAt: '2026-11-23T08:00:00.000Z' });
    clock.set(new Date('2026-11-23T08:00:00Z'));
    expect(await get(anna, first)).toMatchObject({ resettable: true, nextResetAt: undefined });
    clock.set(today);
  });

  it('is not found where it is not held, not given, or was removed [MC-PRM-02] [MC-PIN-13]', async () => {
    const missing = { kind: 'not-found', code: 'not-found' };

    await expect(get(ned, third)).rejects.toMatchObject(missing);
    await expect(get(anna, '1000000004')).rejects.toMatchObject(missing);
    await expect(get(anna, '1999999919')).rejects.toMatchObject(missing);
    expect((await npis.get(npiIdOf(clinic, '1999999919')))?.state.providerName).toBe('Sunken Practice');
  });
});

it('a page costs two database commands, the permission among them; a search of all NPIs at most two more', async () => {
  const commandsOf = async (read: () => Promise<unknown>): Promise<number> => {
    const before = mongo.commands.total;
    await read();
    return mongo.commands.total - before;
  };

  for (const read of [() => list(anna), () => list(ned), () => list(ned, { q: 'su' }), () => get(ned, first)])
    expect(await commandsOf(read)).toBe(2);
  expect(await commandsOf(() => list(anna, { q: 'su', limit: 1 }))).toBe(2);
  expect(await commandsOf(() => list(anna, { q: 'su' }))).toBe(3);
  expect(await commandsOf(() => list(anna, { q: '24' }))).toBe(4);
});

describe('a search among very many', () => {
  const crowd = idFrom('organization', 'crowd');
  const olga = standing('olga', { organizationId: crowd });
  const nameOf = (at: number): string =>
    at === 2_300 ? 'Lone Lighthouse' : at >= 1_100 ? 'Late Harbor' : 'Early Clinic';
  const walk = async (q: string): Promise<string[]> => {
    const seen: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const { items, nextCursor } = await list(olga, { q, cursor, limit: 100 });
      seen.push(...items.map(({ npi }) => npi));
      cursor = nextCursor;
    }
    return seen;
  };

  beforeAll(async () => {
    const made = Array.from({ length: 2_400 }, (_, at) => {
      const { id: _id, ...state } = anNpi(String(1_100_000_000 + at), {
        organizationId: crowd,
        providerName: nameOf(at),
      }).state;
      return { ...state, _id, version: 1, outbox: [], handled: [] };
    });
    await npis.collection.insertMany(made);
    await standings.keep(olga);
  }, 30_000);

  it.each([
    ['early', 1_100, 'frequent among the next rows'],
    ['lighthouse', 1, 'rare, far away'],
    ['la', 1_299, 'frequent, but far away'],
    ['l', 2_400, 'a single letter'],
    ['nowhere', 0, 'not there'],
    ['1100002', 400, 'the start of an NPI'],
  ])('for %s finds all %i, each once, in the order of the list: %s [MC-PIN-03]', async (q, count) => {
    const seen = await walk(q);

    expect(seen).toHaveLength(count);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});
