import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoRegistrationTokens } from '../src/adapters/mongo.registration-tokens.js';
import { MongoRegistrations } from '../src/adapters/mongo.registrations.js';
import { InMemoryRegistrations, InMemoryRegistrationTokens } from './registration.doubles.js';
import { registrationStoresSuite } from './registration.stores.suite.js';

registrationStoresSuite('memory', async () => {
  const tokens = new InMemoryRegistrationTokens();
  const registrations = new InMemoryRegistrations();
  const stores = { 'registration-tokens': tokens, registrations };
  return {
    tokens,
    registrations,
    raw: async (name, id) => stores[name].documents.get(id),
    close: async () => undefined,
  };
});

registrationStoresSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const tokens = new MongoRegistrationTokens(mongo);
  const registrations = new MongoRegistrations(mongo);
  await mongo.onModuleInit();
  const raw = async (name: string, id: string) =>
    (await mongo.db.collection<{ _id: string }>(name).findOne({ _id: id })) ?? undefined;
  return { tokens, registrations, raw, close: () => dropMongo(mongo) };
});
