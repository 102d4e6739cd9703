import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoTimedMembers } from '../src/adapters/mongo.timed-members.js';
import { InMemoryMembers, InMemoryTimedMembers } from './in-memory.js';
import { timedMembersSuite } from './timed-members.suite.js';

timedMembersSuite('memory', async () => {
  const members = new InMemoryMembers();
  return { members, timed: new InMemoryTimedMembers(members), close: async () => undefined };
});

timedMembersSuite('MongoDB', async () => {
  const mongo = await aMongo();
  const members = new MongoMembers(mongo);
  await mongo.onModuleInit();
  return { members, timed: new MongoTimedMembers(members), close: () => dropMongo(mongo) };
});
