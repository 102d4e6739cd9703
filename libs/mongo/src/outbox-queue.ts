import type { OutboxEntry } from './stored.js';

/** Facts of one aggregate that wait to be published, oldest first. */
export interface Waiting {
  collection: string;
  id: string;
  entries: OutboxEntry[];
}

/** The relay, as the stores' side knows it. */
export interface OutboxListener {
  /** Something was added. */
  wake(): void;
  publishNow(facts: OutboxEntry[]): Promise<void>;
}

/** How many aggregates are remembered; those beyond it are found again by the sweep. */
const limit = 5_000;

const keyOf = ({ collection, id }: Waiting): string => `${collection}|${id}`;

/** What the relay knows it has to publish. Bounded: the documents are the truth, this is only a hint. */
export class OutboxQueue {
  readonly #waiting = new Map<string, Waiting>();
  readonly #taken = new Set<string>();
  /** Ids of facts that the stream has and the document still carries. */
  readonly #published = new Set<string>();
  #listener: OutboxListener | undefined;

  /** Without a listener nothing is remembered. */
  listen(listener: OutboxListener | undefined): void {
    this.#listener = listener;
  }

  /** For a planted fault: past the outbox. */
  async publishNow(facts: OutboxEntry[]): Promise<void> {
    await this.#listener?.publishNow(facts);
  }

  /** Whether there is anything to take. */
  get isWaiting(): boolean {
    for (const key of this.#waiting.keys()) if (!this.#taken.has(key)) return true;
    return false;
  }

  get size(): number {
    return this.#waiting.size + this.#taken.size;
  }

  /** Whether the stream has this fact, which may still lie in its document. */
  isPublished(id: string): boolean {
    return this.#published.has(id);
  }

  has(waiting: Waiting): boolean {
    return this.#waiting.has(keyOf(waiting)) || this.#taken.has(keyOf(waiting));
  }

  add(waiting: Waiting): void {
    const entries = waiting.entries.filter(({ id }) => !this.#published.has(id));
    if (!this.#listener || entries.length === 0) return;
    if (this.#merge({ ...waiting, entries })) this.#listener.wake();
  }

  /** The next aggregates to publish, at most `count`; one that is being published is not given twice. */
  take(count: number): Waiting[] {
    const batch: Waiting[] = [];
    for (const [key, waiting] of this.#waiting) {
      if (batch.length >= count) break;
      if (!this.#taken.has(key)) batch.push(waiting);
    }
    for (const waiting of batch) {
      this.#waiting.delete(keyOf(waiting));
      this.#taken.add(keyOf(waiting));
    }
    return batch;
  }

  /** The stream has them. */
  published(batch: readonly Waiting[]): void {
    for (const waiting of batch) this.#release(waiting);
  }

  /** The documents no longer carry them, or are to be asked again. */
  forget(batch: readonly Waiting[]): void {
    for (const { entries } of batch) for (const { id } of entries) this.#published.delete(id);
  }

  /** They could not be published now; they go behind the others. */
  putBack(batch: readonly Waiting[]): void {
    for (const waiting of batch) {
      this.#taken.delete(keyOf(waiting));
      this.#merge(waiting);
    }
  }

  #release(waiting: Waiting): void {
    const key = keyOf(waiting);
    for (const { id } of waiting.entries) this.#published.add(id);
    this.#taken.delete(key);
    const next = this.#waiting.get(key);
    const entries = next?.entries.filter(({ id }) => !this.#published.has(id));
    if (next && entries?.length === 0) this.#waiting.delete(key);
    else if (next && entries) this.#waiting.set(key, { ...next, entries });
  }

  #merge(waiting: Waiting): boolean {
    const key = keyOf(waiting);
    const known = this.#waiting.get(key);
    if (!known && this.#waiting.size >= limit) return false;
    this.#waiting.set(key, known ? joined(known, waiting) : waiting);
    return true;
  }
}

/** Both are parts of one history: by version, and within a version as they were saved. */
function joined(one: Waiting, other: Waiting): Waiting {
  const known = new Set(one.entries.map(({ id }) => id));
  const entries = [...one.entries, ...other.entries.filter(({ id }) => !known.has(id))];
  return { ...one, entries: entries.sort((a, b) => a.sequence - b.sequence) };
}
