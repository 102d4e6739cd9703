import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mongo } from '../src/mongo.js';
import { Projection } from '../src/projection.js';
import { aMongo, dropMongo } from '../src/testing.js';

class Sightings extends Projection<{ _id: string; place: string }> {
  constructor(mongo: Mongo) {
    super(mongo, 'sightings', [{ name: 'sightings-place', key: { place: 1 }, unique: true }]);
  }
}

let mongo: Mongo;
let sightings: Sightings;
beforeAll(async () => {
  mongo = await aMongo();
  sightings = new Sightings(mongo);
  await mongo.onModuleInit();
});
afterAll(() => dropMongo(mongo));

describe('a projection', () => {
  it('has its indexes before the first fact comes', async () => {
    await sightings.collection.insertOne({ _id: 'one', place: 'here' });

    await expect(sightings.collection.insertOne({ _id: 'two', place: 'here' })).rejects.toThrow(/E11000|duplicate/i);
  });

  it('is not swept for facts to tell', () => {
    expect(mongo.outboxes).toEqual([]);
  });
});
