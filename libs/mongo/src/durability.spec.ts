import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { durabilityFaults, mustBeDurable } from './durability.js';
import { openMongo } from './mongo.module.js';

describe('a server that may lose an acknowledged write', () => {
  it.each([
    [{ options: { parsed: { storage: { journal: { enabled: false } } } } }, 'its journal is off'],
    [{ engine: { name: 'inMemory', persistent: false } }, 'it keeps its data in memory'],
    [
      { replicaSet: { config: { writeConcernMajorityJournalDefault: false } } },
      'its majority writes are not journaled',
    ],
  ])('is told by what it says: %j', (said, fault) => {
    expect(durabilityFaults(said)).toEqual([fault]);
  });

  it('is not one that says nothing, or nothing bad', () => {
    expect(durabilityFaults({})).toEqual([]);
    const options = { parsed: { storage: { journal: { enabled: true } } } };
    expect(durabilityFaults({ options, engine: { persistent: true }, replicaSet: { config: {} } })).toEqual([]);
  });

  it('is not the server of this suite', async () => {
    const client = new MongoClient(process.env.MONGODB_URI ?? '');
    await expect(mustBeDurable(client)).resolves.toBeUndefined();
    await client.close();
  });

  it.each(['', '?w=1', '?journal=false', '?w=0&journal=false'])('is not made by its address: "%s"', async (query) => {
    const mongo = await openMongo({ uri: `${process.env.MONGODB_URI ?? ''}${query}`, database: 'x' });
    const { writeConcern } = mongo.collection('x');
    await mongo.client.close();
    expect(writeConcern).toMatchObject({ w: 'majority', journal: true });
  });
});
