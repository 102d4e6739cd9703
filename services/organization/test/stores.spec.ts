import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { InMemoryMembers, InMemoryOrganizations } from './in-memory.js';
import { membersSuite } from './members.suite.js';
import { organizationsSuite } from './organizations.suite.js';

const nothing = async (): Promise<void> => undefined;

organizationsSuite('memory', async () => {
  const organizations = new InMemoryOrganizations();
  return { organizations, outbox: async (id) => organizations.documents.get(id)?.outbox ?? [], close: nothing };
});

organizationsSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const organizations = new MongoOrganizations(mongo);
  await mongo.onModuleInit();
  const outbox = async (id: string) => (await organizations.collection.findOne({ _id: id }))?.outbox ?? [];
  return { organizations, outbox, close: () => dropMongo(mongo) };
});

membersSuite('memory', async () => ({ members: new InMemoryMembers(), close: nothing }));

membersSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const members = new MongoMembers(mongo);
  await mongo.onModuleInit();
  return { members, close: () => dropMongo(mongo) };
});
