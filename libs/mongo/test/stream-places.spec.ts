import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mongo, MongoStreamPlaces } from '../src/index.js';
import { aMongo, dropMongo } from '../src/testing.js';

let mongo: Mongo;
let places: MongoStreamPlaces;
const start = { origin: '', seq: 0 };

beforeAll(async () => {
  mongo = await aMongo();
  places = new MongoStreamPlaces(mongo);
});

afterAll(() => dropMongo(mongo));

describe('the place of a stream', () => {
  it('is one replica’s of 20 that ask at once, and stays its own', async () => {
    const replicas = Array.from({ length: 20 }, (_, at) => `r${at}`);
    const taken = await Promise.all(replicas.map((replica) => places.take('ONE', replica, 60_000)));
    const winner = replicas[taken.findIndex((place) => place !== undefined)] ?? '';
    expect(taken.filter((place) => place !== undefined)).toEqual([start]);
    expect(await places.take('ONE', winner, 60_000)).toEqual(start);
    expect(await places.take('ONE', 'another', 60_000)).toBeUndefined();
  });

  it('is kept for whoever reads next, once the turn is left or over', async () => {
    await places.take('TWO', 'first', 60_000);
    expect(await places.reach('TWO', 'first', { origin: 'o', seq: 7 })).toBe(true);
    await places.leave('TWO', 'first');
    expect(await places.take('TWO', 'second', -1)).toEqual({ origin: 'o', seq: 7 });
    expect(await places.take('TWO', 'third', 60_000)).toEqual({ origin: 'o', seq: 7 });
  });

  it('is not moved by a replica whose turn went to another', async () => {
    await places.take('THREE', 'first', -1);
    await places.take('THREE', 'second', 60_000);
    expect(await places.reach('THREE', 'first', { origin: 'o', seq: 9 })).toBe(false);
    expect(await places.take('THREE', 'second', 60_000)).toEqual(start);
  });

  it('is each stream’s own', async () => {
    await places.take('FOUR', 'first', 60_000);
    expect(await places.take('FIVE', 'second', 60_000)).toEqual(start);
  });
});
