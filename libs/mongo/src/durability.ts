import type { Document, MongoClient } from 'mongodb';

/** Given to the database itself, so that nothing in the URI weakens it. */
export const durable = { w: 'majority', journal: true } as const;

/** What a server says about its own durability, as far as it says anything. */
interface Told {
  options?: Document;
  replicaSet?: Document;
  engine?: Document;
}

async function asked(client: MongoClient, command: Document): Promise<Document | undefined> {
  try {
    return await client.db('admin').command(command);
  } catch {
    return undefined;
  }
}

/** Why writes to this server are not both journaled and acknowledged by a majority; empty if they are, or nobody can tell. */
export function durabilityFaults({ options, replicaSet, engine }: Told): string[] {
  const faults: string[] = [];
  const storage = (options?.parsed as Document | undefined)?.storage as { journal?: { enabled?: boolean } } | undefined;
  if (storage?.journal?.enabled === false) faults.push('its journal is off');
  if (engine?.persistent === false) faults.push('it keeps its data in memory');
  if ((replicaSet?.config as Document | undefined)?.writeConcernMajorityJournalDefault === false) {
    faults.push('its majority writes are not journaled');
  }
  return faults;
}

/** In production a server that says that it may lose an acknowledged write is refused. */
export async function mustBeDurable(client: MongoClient): Promise<void> {
  const [options, replicaSet, status] = await Promise.all([
    asked(client, { getCmdLineOpts: 1 }),
    asked(client, { replSetGetConfig: 1 }),
    asked(client, { serverStatus: 1 }),
  ]);
  const faults = durabilityFaults({ options, replicaSet, engine: status?.storageEngine as Document | undefined });
  if (faults.length > 0) throw new Error(`MongoDB may lose an acknowledged write: ${faults.join('; ')}.`);
}
