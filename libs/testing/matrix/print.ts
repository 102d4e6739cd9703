import { createHash } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { factsOf } from '../journeys/facts.js';
import type { World } from '../src/index.js';

/** Collections that keep that somebody asked: sessions in use, refusals, audit, and what reactions and jobs note for themselves. */
const ofAsking = /session|refused|decision|audit|dead|places|limits|guess|lock|sends|standings/;

/** A hash of everything that the services keep, by collection. */
export async function printOf(world: World): Promise<Record<string, string>> {
  const { mongoUrl, databases } = world.servers;
  const client = await new MongoClient(mongoUrl).connect();
  const prints: Record<string, string> = {};
  for (const name of databases) Object.assign(prints, await printsIn(client.db(name)));
  await client.close();
  return prints;
}

async function printsIn(database: Db): Promise<Record<string, string>> {
  const all = await database.listCollections().toArray();
  const kept = all.map(({ name }) => name).filter((name) => !ofAsking.test(name));
  const prints = kept.map(async (name) => [`${database.databaseName}.${name}`, await hashOf(database, name)] as const);
  return Object.fromEntries(await Promise.all(prints));
}

async function hashOf(database: Db, collection: string): Promise<string> {
  const hash = createHash('sha256');
  // What is told and what was handled is looked at elsewhere, and tidied away in its own time.
  const projection = { outbox: 0, handled: 0 };
  for await (const kept of database.collection(collection).find({}, { projection }).sort({ _id: 1 }))
    hash.update(JSON.stringify(kept));
  return hash.digest('hex');
}

/** Facts told so far, without those that say that somebody was refused or signed in to ask. */
export async function changesOf(world: World): Promise<string[]> {
  const facts = await factsOf(world);
  return facts
    .map(({ type }) => type)
    .filter((type) => !/access-refused|session-(?:started|ended|organization-chosen)/.test(type));
}
