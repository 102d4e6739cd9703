import { aMongo, dropMongo } from '@portico/mongo/testing';
import { MongoAccessRequests } from '../src/adapters/mongo.access-requests.js';
import { MongoHolders } from '../src/adapters/mongo.holders.js';
import { MongoMembers } from '../src/adapters/mongo.members.js';
import { MongoOrganizations } from '../src/adapters/mongo.organizations.js';
import { MongoPeopleAtHand } from '../src/adapters/mongo.people-at-hand.js';
import { InMemoryMembers, InMemoryOrganizations, InMemoryPeopleAtHand } from './in-memory.js';
import { InMemoryAccessRequests, InMemoryHolders, type LobbyStores } from './lobby.js';

export interface LobbyPlace {
  stores: LobbyStores;
  /** How many commands the database got so far. */
  commands(): number;
  /** What waits to be told of a member. */
  told(id: string): Promise<{ type: string; data: object }[]>;
  close(): Promise<void>;
}

export async function inMemory(): Promise<LobbyPlace> {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  const people = new InMemoryPeopleAtHand(organizations, members);
  const beside = { requests: new InMemoryAccessRequests(), holders: new InMemoryHolders(members) };
  const stores = { organizations, members, people, ...beside };
  const told = async (id: string) => members.documents.get(id)?.outbox ?? [];
  return { stores, commands: () => 0, told, close: async () => undefined };
}

export async function onMongo(): Promise<LobbyPlace> {
  const mongo = await aMongo();
  const organizations = new MongoOrganizations(mongo);
  const members = new MongoMembers(mongo);
  const people = new MongoPeopleAtHand(organizations, members);
  const beside = { requests: new MongoAccessRequests(mongo), holders: new MongoHolders(members) };
  await mongo.onModuleInit();
  const commands = () => mongo.commands.total;
  const told = async (id: string) => (await members.collection.findOne({ _id: id }))?.outbox ?? [];
  return { stores: { organizations, members, people, ...beside }, commands, told, close: () => dropMongo(mongo) };
}
