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
  close(): Promise<void>;
}

export async function inMemory(): Promise<LobbyPlace> {
  const organizations = new InMemoryOrganizations();
  const members = new InMemoryMembers();
  const people = new InMemoryPeopleAtHand(organizations, members);
  const beside = { requests: new InMemoryAccessRequests(), holders: new InMemoryHolders(members) };
  return { stores: { organizations, members, people, ...beside }, commands: () => 0, close: async () => undefined };
}

export async function onMongo(): Promise<LobbyPlace> {
  const mongo = await aMongo();
  const organizations = new MongoOrganizations(mongo);
  const members = new MongoMembers(mongo);
  const people = new MongoPeopleAtHand(organizations, members);
  const beside = { requests: new MongoAccessRequests(mongo), holders: new MongoHolders(members) };
  await mongo.onModuleInit();
  const commands = () => mongo.commands.total;
  return { stores: { organizations, members, people, ...beside }, commands, close: () => dropMongo(mongo) };
}
