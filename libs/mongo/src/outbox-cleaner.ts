import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@portico/service';
import type { PullOperator } from 'mongodb';
import type { Mongo } from './mongo.js';
import type { Waiting } from './outbox-queue.js';
import type { OutboxEntry, Stored } from './stored.js';

/** Documents that one command cleans; each is asked whether it carries any of these facts, so more would cost the square. */
const largestBatch = 100;
/** Milliseconds for which published facts are gathered: a command for many documents costs the database what a few cost. */
const gathering = 200;
/** More than this many published aggregates whose outbox is not cleaned yet hold up the publishing. */
const backlogLimit = 2_000;
const pauseAfterFailure = 500;

const without = (entries: readonly OutboxEntry[]): PullOperator<Stored> =>
  ({ outbox: { id: { $in: entries.map(({ id }) => id) } } }) as unknown as PullOperator<Stored>;

/** Takes published facts out of their documents, many at once, while the next ones are published. */
export class OutboxCleaner {
  #backlog: Waiting[] = [];
  #stopped = false;
  #gathered = new AbortController();
  busy: Promise<void> | undefined;

  constructor(
    private readonly mongo: Mongo,
    private readonly log: Log,
  ) {}

  add(batch: readonly Waiting[]): void {
    this.#backlog.push(...batch);
    if (this.#backlog.length >= backlogLimit) this.hurry();
    this.busy ??= this.#clean().finally(() => (this.busy = undefined));
  }

  /** Once there is room for more. */
  async room(): Promise<void> {
    while (this.busy && this.#backlog.length > backlogLimit) await this.busy;
  }

  /** Gathers no longer. */
  hurry(): void {
    this.#gathered.abort();
  }

  /** Finishes what it has if the database answers, else leaves it to the next sweep. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.hurry();
    await this.busy;
    this.#stopped = false;
  }

  async #clean(): Promise<void> {
    await pause(gathering, undefined, { signal: this.#gathered.signal }).catch(() => undefined);
    this.#gathered = new AbortController();
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
    const cleaned = batch.filter((waiting) => waiting.collection === collection);
    const update = { $pull: without(cleaned.flatMap(({ entries }) => entries)) };
    await this.mongo.collection<Stored>(collection).updateMany({ _id: { $in: cleaned.map(({ id }) => id) } }, update);
  }
}
