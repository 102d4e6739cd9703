import type { Envelope } from '@portico/contracts';
import { type Db, MongoClient } from 'mongodb';
import type { World } from '../../src/index.js';
import { factsOf } from '../facts.js';
import type { Entry } from './registrar.js';

type Row = Record<string, unknown> & { _id: string; version: number };

/** What the stores and streams hold when everything has come to rest. */
export interface Books {
  identity: Db;
  organization: Db;
  pin: Db;
  events: Envelope[];
}

/** Waits until no outbox holds anything, and opens the books. */
export async function openBooks(world: World): Promise<{ books: Books; close: () => Promise<void> }> {
  const client = await new MongoClient(world.servers.mongoUrl).connect();
  const [identity, organization, pin] = world.servers.databases.map((name) => client.db(name)) as [Db, Db, Db];
  const books = { identity, organization, pin, events: await factsOf(world) };
  return { books, close: () => client.close() };
}

/** How many documents still hold facts in their outbox. */
export async function unpublished(world: World): Promise<number> {
  const client = await new MongoClient(world.servers.mongoUrl).connect();
  const collections = await Promise.all(world.servers.databases.map((name) => client.db(name).collections()));
  const waiting = { 'outbox.0': { $exists: true } };
  const found = await Promise.all(
    collections.flat().map((each) => each.find(waiting, { projection: { _id: 1 } }).toArray()),
  );
  await client.close();
  return found.flat().length;
}

const all = async (db: Db, name: string): Promise<Row[]> => db.collection<Row>(name).find({}).toArray();

/** Every document that has a version. */
async function versioned(db: Db): Promise<Row[]> {
  const collections = await db.collections();
  const found = await Promise.all(
    collections.map((each) => each.find({ version: { $exists: true } }, { projection: { version: 1 } }).toArray()),
  );
  return found.flat() as unknown as Row[];
}

/** The stored version of every aggregate. */
async function storedVersions({ identity, organization, pin }: Books): Promise<Map<string, number>> {
  const rows = await Promise.all([identity, organization, pin].map(versioned));
  return new Map(rows.flat().map(({ _id, version }) => [_id, version]));
}

/** Every fact of an aggregate is in the stream once, and tells of a version that was stored. */
export async function streamFaults(books: Books): Promise<string[]> {
  const bySubject = Map.groupBy(books.events, ({ subject }) => subject);
  const versions = await storedVersions(books);
  const faults: string[] = [];
  for (const [subject, facts] of bySubject) {
    const ids = new Set(facts.map(({ id }) => id));
    if (ids.size !== facts.length) faults.push(`${subject}: an event is in the stream twice`);
    const keys = facts.map(({ sequence, type, data }) => `${sequence} ${type} ${(data as { npi?: string }).npi ?? ''}`);
    if (new Set(keys).size !== keys.length)
      faults.push(`${subject}: two facts of one kind at one version: ${keys.join(', ')}`);
    const last = versions.get(subject);
    if (last === undefined) faults.push(`${subject}: a fact of something that is not stored`);
    else if (Math.max(...facts.map(({ sequence }) => sequence)) > last)
      faults.push(`${subject}: a fact of a version that was never stored`);
  }
  return faults;
}

/** What each life must have told, once: nothing was lost on the way to the stream. */
const told = {
  registration: ['registration-started', 'registration-completed', 'registration-provisioned'],
  token: ['registration-token-issued', 'registration-token-begun', 'registration-token-used'],
  organization: ['organization-enrolled', 'organization-claimed'],
  user: ['user-registered', 'password-link-issued'],
};

function untold(events: readonly Envelope[], lives: Record<keyof typeof told, string>): string[] {
  return (Object.keys(told) as (keyof typeof told)[]).flatMap((life) =>
    told[life].flatMap((fact) => {
      const type = new RegExp(`\\.${fact}\\.v1$`);
      const count = events.filter((event) => event.subject === lives[life] && type.test(event.type)).length;
      return count === 1 ? [] : [`${fact} of ${lives[life]} was told ${count} times instead of once`];
    }),
  );
}

/** Every acknowledged registration is one organization, one admin, one user, one link mail, and each was told once. */
async function effectFaults(
  world: World,
  entries: readonly Entry[],
  { identity, organization, events }: Books,
): Promise<string[]> {
  const [organizations, members, users] = [
    await all(organization, 'organizations'),
    await all(organization, 'members'),
    await all(identity, 'users'),
  ];
  const faults: string[] = [];
  const one = (what: string, found: unknown[]): void =>
    void (found.length === 1 || faults.push(`${what}: ${found.length} instead of 1`));
  for (const { registrationId, tokenId, person } of entries) {
    const claimed = organizations.filter(
      ({ claimedBy }) => (claimedBy as { registrationId?: string } | undefined)?.registrationId === registrationId,
    );
    one(`organizations of registration ${registrationId}`, claimed);
    one(
      `members of registration ${registrationId}`,
      members.filter(({ organizationId }) => organizationId === claimed[0]?._id),
    );
    one(
      `users called ${person.email}`,
      users.filter(({ email }) => email === person.email),
    );
    const user = users.find(({ email }) => email === person.email)?._id ?? '';
    const organizationId = claimed[0]?._id ?? '';
    faults.push(
      ...untold(events, { registration: registrationId, token: tokenId, organization: organizationId, user }),
    );
    const mails = world.mails.to(person.email).map(({ raw }) => /^Message-ID: *(\S+)/im.exec(raw)?.[1]);
    one(`link mails to ${person.email}`, [...new Set(mails)]);
  }
  if (organizations.filter(({ status }) => status === 'active').length !== entries.length)
    faults.push('an organization is active that no acknowledged registration claimed');
  return faults;
}

export async function restFaults({ identity, organization, pin }: Books): Promise<string[]> {
  const dead = (await Promise.all([identity, organization, pin].map((db) => all(db, 'dead-letters')))).flat();
  return dead.map(({ _id, error }) => `dead letter ${_id}: ${String(error)}`);
}

export async function judge(world: World, entries: readonly Entry[], books: Books): Promise<string[]> {
  return [...(await effectFaults(world, entries, books)), ...(await streamFaults(books)), ...(await restFaults(books))];
}
