import {
  type Aggregate,
  type Clock,
  type DomainEvent,
  refusal,
  type SavedAggregate,
  type State,
} from '@portico/kernel';
import { AlreadyHandled, currentContext, LostRace } from '@portico/service';
import type { Filter } from 'mongodb';
import {
  changed,
  frozen,
  guarded,
  type Memory,
  mustNotClash,
  remembered,
  stateOf,
  type Update,
  updateOf,
} from './documents.js';
import { DuplicateKey } from './driver-errors.js';
import { envelopesOf } from './envelopes.js';
import type { Faults } from './faults.js';
import type { FieldCrypto } from './field-crypto.js';
import { SealedFields } from './sealed-fields.js';
import type { OutboxEntry, Stored, StoreSpec } from './stored.js';

export const keyReused = refusal(
  'invalid',
  'idempotency-key-reused',
  'This idempotency key was used for a different request. Use a new key.',
);

export interface StoreMeans {
  clock: Clock;
  faults: Faults;
  crypto: () => FieldCrypto;
}

/**
 * Loads and saves one kind of aggregate. A load that meets the command at hand in the aggregate's handled list throws
 * `AlreadyHandled` (or refuses, if its body differs); a save that somebody else outran throws `LostRace`.
 */
export abstract class Store<A extends Aggregate<S, E>, S extends State, E extends DomainEvent> {
  protected readonly fields: SealedFields;
  readonly #memory = new WeakMap<A, Memory>();

  constructor(
    protected readonly spec: StoreSpec<A, S, E>,
    private readonly means: StoreMeans,
  ) {
    this.fields = new SealedFields(spec.collection, spec.codec ?? {}, means.crypto);
  }

  get(id: string): Promise<A | undefined> {
    return this.find({ _id: id });
  }

  async find(filter: Filter<Stored>): Promise<A | undefined> {
    const stored = await this.load(guarded(filter));
    return stored && this.restored(stored);
  }

  /** The aggregate of a whole document that one command brought along with others; judged as a load's is. */
  restored(stored: Stored): A {
    const state = frozen({ ...this.fields.open(stored._id, stateOf(stored)), id: stored._id });
    const aggregate = this.spec.restore(state as unknown as S, stored.version);
    this.#memory.set(aggregate, { state, handled: stored.handled, outbox: stored.outbox });
    if (!this.means.faults.noInbox) this.#refuseRepeat(stored, aggregate);
    return aggregate;
  }

  /** One write: state, version, facts and the handled command, or nothing. */
  async save(aggregate: A): Promise<SavedAggregate> {
    const version = aggregate.version + 1;
    const facts = this.#facts(aggregate, version);
    const kept = this.means.faults.publishBeforeSave ? [] : facts;
    if (kept.length < facts.length) await this.published(aggregate.id, facts);
    const waiting = await this.#write(aggregate, kept);
    this.saved(aggregate.id, [...waiting, ...kept]);
    return { id: aggregate.id, version };
  }

  /** Keyed hash of a field, as `codec.hash` stores it: what to find a sealed value by. */
  hash(path: string, value: string): string {
    return this.means.crypto().hash(this.fields.purpose(path), value);
  }

  protected abstract load(filter: Filter<Stored>): Promise<Stored | undefined>;
  /** Throws `DuplicateKey`. */
  protected abstract insert(stored: Stored): Promise<void>;
  /** False if no document has this id and version; throws `DuplicateKey`. */
  protected abstract change(id: string, version: number, update: Update): Promise<boolean>;
  /** Tells the relay what waits in the outbox now. */
  protected abstract saved(id: string, waiting: OutboxEntry[]): void;
  /** Only under a planted fault. */
  protected abstract published(id: string, facts: OutboxEntry[]): Promise<void>;

  async #write(aggregate: A, facts: OutboxEntry[]): Promise<OutboxEntry[]> {
    try {
      return aggregate.version === 0 ? await this.#insert(aggregate, facts) : await this.#update(aggregate, facts);
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      throw await this.#told(error, aggregate);
    }
  }

  async #insert(aggregate: A, outbox: OutboxEntry[]): Promise<OutboxEntry[]> {
    const { id, ...state } = aggregate.state;
    mustNotClash(state);
    const handled = remembered([], currentContext()?.command, this.means.clock.now());
    await this.insert({ ...this.fields.seal(id, state), _id: id, version: 1, outbox, handled });
    return [];
  }

  async #update(aggregate: A, facts: OutboxEntry[]): Promise<OutboxEntry[]> {
    const memory = this.#memory.get(aggregate);
    if (!memory) throw new Error(`${aggregate.id} was not loaded by the store of ${this.spec.collection}`);
    const fields = this.fields.seal(aggregate.id, changed(memory.state, { ...aggregate.state }));
    const command = currentContext()?.command;
    const handled = command && remembered(memory.handled, command, this.means.clock.now());
    const won = await this.change(aggregate.id, aggregate.version, updateOf({ fields, facts, handled }));
    if (!won) throw new LostRace(aggregate.id);
    return memory.outbox;
  }

  /** A duplicate of the id is a race or a repeat; of another index, what that index is named to refuse. */
  async #told(error: DuplicateKey, aggregate: A): Promise<Error> {
    if (aggregate.version === 0 && (await this.get(aggregate.id))) return new LostRace(aggregate.id);
    const index = this.spec.indexes?.find(({ name }) => name === error.index);
    return index?.refusal?.() ?? error;
  }

  #refuseRepeat({ handled }: Stored, aggregate: A): void {
    const command = currentContext()?.command;
    const before = command && handled.find(({ id }) => id === command.id);
    if (!before) return;
    if (before.bodyHash !== command.bodyHash) throw keyReused();
    throw new AlreadyHandled(aggregate);
  }

  #facts(aggregate: A, version: number): OutboxEntry[] {
    const publications = aggregate.recorded.flatMap((event) => this.spec.publish(event, aggregate));
    return envelopesOf(publications, { id: aggregate.id, version, at: this.means.clock.now() });
  }
}
