import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoInvitations } from '../src/adapters/mongo.invitations.js';
import { InMemoryInvitations } from './invitation.doubles.js';
import { invitationStoresSuite } from './invitation.stores.suite.js';

invitationStoresSuite('memory', async () => {
  const invitations = new InMemoryInvitations();
  return { invitations, raw: async (id) => invitations.documents.get(id), close: async () => undefined };
});

invitationStoresSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const invitations = new MongoInvitations(mongo);
  await mongo.onModuleInit();
  const raw = async (id: string) => (await invitations.collection.findOne({ _id: id })) ?? undefined;
  return { invitations, raw, close: () => dropMongo(mongo) };
});
