import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '@portico/kernel';
import type { Log } from '@portico/service';
import type { Mongo } from './mongo.js';
import type { Stored } from './stored.js';

/** As many as are published before they must be cleaned: the next page can only be asked for when this one is gone. */
const pageSize = 2_000;
const everyMs = 3_000;
/** Facts younger than this are in the hands of whoever saved them. */
const graceMs = 2_000;

const realTime = new SystemClock();

/** Looks for facts that were left in an outbox: by a crash, by a full queue, by a process that is gone. */
export class OutboxSweep {
  stopped: Promise<void> = Promise.resolve();
  #signal: AbortSignal | undefined;

  constructor(
    private readonly mongo: Mongo,
    private readonly log: Log,
    private readonly idle: () => Promise<void>,
  ) {}

  start(signal: AbortSignal): void {
    this.#signal = signal;
    if (!this.mongo.faults.noSweep) this.stopped = this.#run(signal);
  }

  /** Once through all collections, page by page. */
  async once(grace: number): Promise<void> {
    for (const collection of this.mongo.outboxes) {
      while (!this.#signal?.aborted && (await this.#page(collection, grace))) await this.idle();
    }
  }

  /** At once for what the last process left, then every few seconds. */
  async #run(signal: AbortSignal): Promise<void> {
    for (let grace = 0; !signal.aborted; grace = graceMs) {
      await this.once(grace).catch((error: unknown) => this.log.warn('sweep failed', { reason: String(error) }));
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** True if there may be more. */
  async #page(name: string, grace: number): Promise<boolean> {
    const until = new Date(realTime.now().getTime() - grace);
    const found = await this.mongo
      .collection<Stored>(name)
      .find({ 'outbox.at': { $lte: until } }, { projection: { outbox: 1 }, limit: pageSize })
      .toArray();
    for (const { _id, outbox } of found) this.mongo.outbox.add({ collection: name, id: _id, entries: outbox });
    return found.length === pageSize;
  }
}
