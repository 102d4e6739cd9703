import { describe, expect, it } from '@jest/globals';
import type { Freshness } from '@portico/messaging';
import { CannotOpen } from '@portico/mongo';
import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoNpis } from '../src/adapters/mongo.npis.js';
import { MongoPinsAtHand } from '../src/adapters/mongo.pins-at-hand.js';
import { MongoPins } from '../src/adapters/mongo.pins.js';
import { MongoStandings } from '../src/adapters/mongo.standings.js';
import { Pin } from '../src/domain/pin.js';
import { anNpi, clinic, first, holder, making, second, standing, today, viewing } from './builders.js';
import { InMemoryNpis, InMemoryPins, InMemoryPinsAtHand, InMemoryStandings } from './in-memory.js';
import { storesSuite } from './stores.suite.js';

const fresh = { isFresh: () => true, caughtUp: async () => true } as unknown as Freshness;
const stale = { isFresh: () => false, caughtUp: async () => false } as unknown as Freshness;

storesSuite('memory', async () => {
  const [pins, npis, standings] = [new InMemoryPins(), new InMemoryNpis(), new InMemoryStandings()];
  return {
    ...{ pins, npis, standings, atHand: new InMemoryPinsAtHand(standings, npis, pins) },
    outbox: async (id) => pins.documents.get(id)?.outbox ?? [],
    close: async () => undefined,
  };
});

storesSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const pins = new MongoPins(mongo);
  const npis = new MongoNpis(mongo);
  const standings = new MongoStandings(mongo, fresh);
  await mongo.onModuleInit();
  const outbox = async (id: string) => (await pins.collection.findOne({ _id: id }))?.outbox ?? [];
  const atHand = new MongoPinsAtHand(standings, pins);
  return { pins, npis, standings, atHand, outbox, close: () => dropMongo(mongo) };
});

describe('a PIN in MongoDB', () => {
  const issued = (npi: string) =>
    Pin.issue({ organizationId: clinic, program: 'medi-cal', npi }, making(7_291_043), today);

  it('is sealed: no document holds it, and it opens in its own record and field only [MC-PIN-09]', async () => {
    const mongo = await aMongo();
    const pins = new MongoPins(mongo);
    await mongo.onModuleInit();
    for (const npi of [first, second]) await pins.save(issued(npi));
    const [one, other] = await pins.collection.find({}).toArray();

    expect(JSON.stringify([one, other])).not.toContain('7291043');
    expect(one?.pin).toMatch(/^f1:test:/);
    expect(one?.pin).not.toBe(other?.pin);
    await pins.collection.updateOne({ _id: one?._id }, { $set: { pin: other?.pin } });
    await expect(pins.get(String(one?._id))).rejects.toBeInstanceOf(CannotOpen);
    await dropMongo(mongo);
  }, 30_000);
});

describe('standings in MongoDB', () => {
  it('come with NPI and PIN by one command; the record of a showing is the second', async () => {
    const mongo = await aMongo();
    const [pins, standings] = [new MongoPins(mongo), new MongoStandings(mongo, fresh)];
    await new MongoNpis(mongo).save(anNpi(first));
    await standings.keep(standing('anna'));
    await pins.save(Pin.issue({ organizationId: clinic, program: 'medi-cal', npi: first }, making(7_291_043), today));
    const count = () => Object.values(mongo.commands.byName).reduce((sum, each) => sum + each, 0);
    const before = count();
    const pin = await (await new MongoPinsAtHand(standings, pins).of(first, viewing(standing('anna')))).pin();
    expect(count() - before).toBe(1);
    pin?.reveal(holder('anna'));
    await pins.save(pin as Pin);

    expect(count() - before).toBe(2);
    await dropMongo(mongo);
  }, 30_000);

  it('are not given while they may be old, nor said to have arrived', async () => {
    const mongo = await aMongo();
    const standings = new MongoStandings(mongo, stale);
    await standings.keep(standing('anna'));

    const atHand = new MongoPinsAtHand(standings, new MongoPins(mongo));
    await expect(atHand.of(first, viewing(standing('anna')))).rejects.toMatchObject({ code: 'rights-behind' });
    await expect(standings.settle()).rejects.toMatchObject({ code: 'rights-behind' });
    expect((await standings.of(viewing(standing('anna')))).standing).toEqual(standing('anna'));
    await dropMongo(mongo);
  }, 30_000);
});
