import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@portico/service';
import type { AnyBulkWriteOperation, PullOperator } from 'mongodb';
import type { Mongo } from './mongo.js';
import type { Waiting } from './outbox-queue.js';
import type { OutboxEntry, Stored } from './stored.js';

const largestBatch = 500;
/** More than this many published aggregates whose outbox is not cleaned yet hold up the publishing. */
const backlogLimit = 2_000;
const pauseAfterFailure = 500;

const pull = ({ id, entries }: Waiting): AnyBulkWriteOperation<Stored> => ({
  updateOne: { filter: { _id: id }, update: { $pull: without(entries) } },
});

const without = (entries: readonly OutboxEntry[]): PullOperator<Stored> =>
  ({ outbox: { id: { $in: entries.map(({ id }) => id) } } }) as unknown as PullOperator<Stored>;

/** Takes published facts out of their documents, many at once, while the next ones are published. */
export class OutboxCleaner {
  #backlog: Waiting[] = [];
  #stopped = false;
  busy: Promise<void> | undefined;

  constructor(
    private readonly mongo: Mongo,
    private readonly log: Log,
  ) {}

  add(batch: readonly Waiting[]): void {
    this.#backlog.push(...batch);
    this.busy ??= this.#clean().finally(() => (this.busy = undefined));
  }

  /** Once there is room for more. */
  async room(): Promise<void> {
    while (this.busy && this.#backlog.length > backlogLimit) await this.busy;
  }

  /** Finishes what it has if the database answers, else leaves it to the next sweep. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.busy;
    this.#stopped = false;
  }

  async #clean(): Promise<void> {
    while (this.#backlog.length > 0) {
      const batch = this.#backlog.slice(0, largestBatch);
      if (!(await this.#cleaned(batch)) && !this.#stopped) continue;
      this.#backlog.splice(0, batch.length);
      this.mongo.outbox.forget(batch);
    }
  }

  async #cleaned(batch: Waiting[]): Promise<boolean> {
    try {
      const collections = new Set(batch.map(({ collection }) => collection));
      await Promise.all([...collections].map((collection) => this.#pull(collection, batch)));
      return true;
    } catch (error) {
      this.log.warn('published facts could not be taken out of their outbox', { reason: String(error) });
      if (!this.#stopped) await pause(pauseAfterFailure);
      return false;
    }
  }

  async #pull(collection: string, batch: Waiting[]): Promise<void> {
    const pulls = batch.filter((waiting) => waiting.collection === collection).map(pull);
    await this.mongo.collection<Stored>(collection).bulkWrite(pulls, { ordered: false });
  }
}
