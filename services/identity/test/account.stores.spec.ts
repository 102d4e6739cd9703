import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoSessions } from '../src/adapters/mongo.sessions.js';
import { MongoUsers } from '../src/adapters/mongo.users.js';
import { InMemorySessions, InMemoryUsers } from './account.doubles.js';
import { accountStoresSuite } from './account.stores.suite.js';

accountStoresSuite('memory', async () => {
  const stores = { users: new InMemoryUsers(), sessions: new InMemorySessions() };
  return { ...stores, raw: async (name, id) => stores[name].documents.get(id), close: async () => undefined };
});

accountStoresSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const stores = { users: new MongoUsers(mongo), sessions: new MongoSessions(mongo) };
  await mongo.onModuleInit();
  const raw = async (name: 'users' | 'sessions', id: string) =>
    (await stores[name].collection.findOne({ _id: id })) ?? undefined;
  return { ...stores, raw, close: () => dropMongo(mongo) };
});
