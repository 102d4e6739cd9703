import type { Aggregate, DomainEvent, State } from '@portico/kernel';
import type { Collection, Document, Filter } from 'mongodb';
import type { Update } from './documents.js';
import { eachWritten, told } from './driver-errors.js';
import { CannotOpen } from './field-crypto.js';
import { Gathered } from './gathered.js';
import { ensureIndexes, outboxIndex } from './indexes.js';
import type { Mongo } from './mongo.js';
import { Store } from './store.js';
import type { IndexSpec, OutboxEntry, Stored, StoreSpec } from './stored.js';

export interface Resealed {
  /** How many documents were changed. */
  resealed: number;
  /** Ids of those that could not be opened; they stay as they are. */
  unreadable: string[];
}

/** State's undefined fields are not stored as null. */
const writing = { ignoreUndefined: true };

/**
 * Aggregates of one kind in one MongoDB collection: a load or a save is one database command, and under load many loads by
 * a unique key, or many first saves, are one.
 */
export class AggregateStore<A extends Aggregate<S, E>, S extends State, E extends DomainEvent> extends Store<A, S, E> {
  /** For `reads/`: straight from the store into the contract's view. */
  readonly collection: Collection<Stored>;
  /** By the field that each is looked for by. */
  readonly #loads: ReadonlyMap<string, Gathered<string, Stored | undefined>>;
  readonly #inserts = new Gathered((batch: Stored[]) => eachWritten(batch, (together) => this.#insert(together)));

  constructor(
    private readonly mongo: Mongo,
    spec: StoreSpec<A, S, E>,
  ) {
    super(spec, { clock: mongo.clock, faults: mongo.faults, crypto: () => mongo.crypto });
    this.collection = mongo.collection<Stored>(spec.collection);
    const loadsBy = (key: string) => new Gathered((values: string[]) => this.#loaded(key, values));
    this.#loads = new Map(uniqueKeys(spec.indexes).map((key) => [key, loadsBy(key)]));
    mongo.keep({ collection: spec.collection, ensure: () => this.ensure() });
  }

  /** Makes the indexes that are missing; done at boot for every store. */
  ensure(): Promise<void> {
    return ensureIndexes(this.collection, [...(this.spec.indexes ?? []), outboxIndex(this.spec.collection)]);
  }

  /** Stored documents as they are, sealed fields sealed; `projection` as in MongoDB. */
  read<T extends Document = Stored>(filter: Filter<Stored>, projection?: Document): Promise<T[]> {
    return this.collection.find(filter, { projection }).toArray() as unknown as Promise<T[]>;
  }

  /** The document with this value of a unique key as it is, sealed fields sealed; under load many are one command. */
  document(key: string, value: string): Promise<Stored | undefined> {
    return this.load({ [key]: value });
  }

  /** The document with what is sealed in it opened; it must carry its `_id`, and sealed arrays whole. */
  open<T extends { _id: string }>(document: T): T {
    return { ...(this.fields.open(document._id, document) as T), _id: document._id };
  }

  /** Seals everything with the active key again. Can be repeated, and run beside the service. */
  async reseal(): Promise<Resealed> {
    const done: Resealed = { resealed: 0, unreadable: [] };
    for await (const stored of this.collection.find({}, { batchSize: 200 })) {
      await this.#reseal(stored, done);
    }
    return done;
  }

  protected async load(filter: Filter<Stored>): Promise<Stored | undefined> {
    const loads = this.#loads.get(Object.keys(filter).join());
    const [value] = Object.values(filter) as unknown[];
    try {
      if (loads && typeof value === 'string') return await loads.ask(value);
      return (await this.collection.findOne(filter)) ?? undefined;
    } catch (error) {
      throw told(error);
    }
  }

  protected async insert(stored: Stored): Promise<void> {
    const error = await this.#inserts.ask(stored);
    if (error) throw error;
  }

  protected async change(id: string, version: number, update: Update): Promise<boolean> {
    try {
      const { matchedCount } = await this.collection.updateOne({ _id: id, version }, update as Document, writing);
      return matchedCount === 1;
    } catch (error) {
      throw told(error);
    }
  }

  protected saved(id: string, entries: OutboxEntry[]): void {
    this.mongo.outbox.add({ collection: this.spec.collection, id, entries });
  }

  protected async published(_id: string, facts: OutboxEntry[]): Promise<void> {
    await this.mongo.outbox.publishNow(facts);
  }

  async #loaded(key: string, values: string[]): Promise<(Stored | undefined)[]> {
    if (values.length === 1) return [(await this.collection.findOne({ [key]: values[0] })) ?? undefined];
    const found = await this.collection.find({ [key]: { $in: values } }).toArray();
    const byKey = new Map(found.map((stored) => [stored[key] as string, stored]));
    return values.map((value) => byKey.get(value));
  }

  /** One alone goes by the driver's shorter way. */
  async #insert([first, ...others]: readonly Stored[]): Promise<void> {
    if (first && others.length === 0) await this.collection.insertOne(first, writing);
    else if (first) await this.collection.insertMany([first, ...others], { ...writing, ordered: false });
  }

  async #reseal(stored: Stored, done: Resealed): Promise<void> {
    try {
      if (await this.#resealed(stored)) done.resealed += 1;
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      done.unreadable.push(stored._id);
    }
  }

  /** Guarded by the version, which it leaves: what the domain knows did not change. A lost race leaves it to the next run. */
  async #resealed(stored: Stored): Promise<boolean> {
    const stale = this.fields.stale(stored);
    if (stale.length === 0) return false;
    const opened = this.fields.open(stored._id, Object.fromEntries(stale.map((top) => [top, stored[top]])));
    const guard = { _id: stored._id, version: stored.version };
    const { modifiedCount } = await this.collection.updateOne(
      guard,
      { $set: this.fields.seal(stored._id, opened) },
      writing,
    );
    return modifiedCount === 1;
  }
}

/** Fields that no two documents share. */
const uniqueKeys = (indexes: readonly IndexSpec[] = []): string[] => [
  '_id',
  ...indexes.flatMap(({ unique, key }) => (unique && Object.keys(key).length === 1 ? Object.keys(key) : [])),
];
