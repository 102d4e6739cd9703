import { isDate } from 'node:util/types';
import { type Aggregate, type Clock, type DomainEvent, newId, type State, SystemClock } from '@portico/kernel';
import type { Filter } from 'mongodb';
import type { Update } from './documents.js';
import { DuplicateKey } from './driver-errors.js';
import type { Faults } from './faults.js';
import { FieldCrypto } from './field-crypto.js';
import type { Mongo } from './mongo.js';
import { type MongoOptions, openMongo } from './mongo.module.js';
import { Store } from './store.js';
import type { IndexSpec, OutboxEntry, Stored, StoreSpec } from './stored.js';

const someKey = Buffer.alloc(32, 7);

/** Seals and hashes with keys that everybody knows. */
export const testCrypto = new FieldCrypto(
  { active: 'test', keys: new Map([['test', someKey]]) },
  someKey.toString('base64'),
);

export interface InMemoryMeans {
  clock?: Clock;
  faults?: Faults;
  crypto?: FieldCrypto;
}

/** What `AggregateStore` does, in memory: version, handled commands, outbox, unique indexes. Nothing is published. */
export class InMemoryStore<A extends Aggregate<S, E>, S extends State, E extends DomainEvent> extends Store<A, S, E> {
  readonly documents = new Map<string, Stored>();

  constructor(spec: StoreSpec<A, S, E>, means: InMemoryMeans = {}) {
    const { clock = new SystemClock(), faults = {}, crypto = testCrypto } = means;
    super(spec, { clock, faults, crypto: () => crypto });
  }

  /** What would be published, oldest save first within an aggregate. */
  get outbox(): OutboxEntry[] {
    return [...this.documents.values()].flatMap(({ outbox }) => outbox);
  }

  protected load(filter: Filter<Stored>): Promise<Stored | undefined> {
    const found = [...this.documents.values()].find((stored) => matches(stored, filter));
    return Promise.resolve(found && copied(found));
  }

  protected async insert(stored: Stored): Promise<void> {
    if (this.documents.has(stored._id)) throw new DuplicateKey('_id_');
    this.#keep(stored);
  }

  protected async change(id: string, version: number, update: Update): Promise<boolean> {
    const stored = this.documents.get(id);
    if (stored?.version !== version) return false;
    const next: Stored = { ...stored, ...update.$set, version: version + 1 };
    for (const name of Object.keys(update.$unset ?? {})) delete next[name];
    next.outbox = [...stored.outbox, ...(update.$push?.outbox.$each ?? [])];
    this.#keep(next);
    return true;
  }

  protected saved(): void {}

  protected async published(): Promise<void> {}

  #keep(stored: Stored): void {
    for (const index of this.spec.indexes ?? []) if (index.unique) this.#mustBeAlone(stored, index);
    this.documents.set(stored._id, copied(stored));
  }

  #mustBeAlone(stored: Stored, index: IndexSpec): void {
    const indexed = (other: Stored): boolean => matches(other, index.partial ?? {}) && !isSkipped(other, index);
    if (!indexed(stored)) return;
    const key = (other: Stored): string => JSON.stringify(Object.keys(index.key).map((path) => valueAt(other, path)));
    const others = [...this.documents.values()].filter(({ _id }) => _id !== stored._id);
    if (others.some((other) => indexed(other) && key(other) === key(stored))) throw new DuplicateKey(index.name);
  }
}

const isSkipped = (stored: Stored, { sparse, key }: IndexSpec): boolean =>
  sparse === true && Object.keys(key).every((path) => valueAt(stored, path) === undefined);

const valueAt = (value: unknown, path: string): unknown => path.split('.').reduce(inside, value);

function inside(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => inside(item, name));
  return (value as Record<string, unknown> | undefined)?.[name];
}

/** Equality, `$in` and `$exists` on dotted paths: what repositories ask. */
function matches(stored: Stored, filter: object): boolean {
  return Object.entries(filter).every(([path, wanted]) => fits(valueAt(stored, path), wanted));
}

function fits(value: unknown, wanted: unknown): boolean {
  const { $in, $exists } = (wanted ?? {}) as { $in?: unknown[]; $exists?: boolean };
  if ($in) return $in.some((one) => fits(value, one));
  if ($exists !== undefined) return (value !== undefined) === $exists;
  if (Array.isArray(value)) return value.some((one) => fits(one, wanted));
  return JSON.stringify(value) === JSON.stringify(wanted);
}

/** As it would come back from a server: undefined fields are gone. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item)) as T;
  if (typeof value !== 'object' || value === null || isDate(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept.map(([name, inner]) => [name, copied(inner)])) as T;
}

/** An own database on the server of `MONGODB_URI`, with test keys; `dropMongo` ends it. */
export function aMongo(
  options: Partial<MongoOptions> = {},
  around: Parameters<typeof openMongo>[1] = {},
): Promise<Mongo> {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('MONGODB_URI is not set: this suite runs on a real server.');
  const keys = { fieldKeys: `test:${someKey.toString('base64')}`, hashKey: someKey.toString('base64') };
  const database = `test_${newId().replaceAll('-', '').slice(-20)}`;
  return openMongo({ uri, database, monitor: true, ...keys, ...options }, around);
}

export async function dropMongo(mongo: Mongo): Promise<void> {
  await mongo.db.dropDatabase();
  await mongo.client.close();
}
