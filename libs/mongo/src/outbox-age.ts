import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Unpublished } from '@portico/service';
import { Mongo } from './mongo.js';
import type { Stored } from './stored.js';

/** More documents than this with facts in them are not looked through: so much is behind. */
const limit = 5_000;
/** Milliseconds for which facts that are just being published are waited for, and between two looks. */
const patience = 1_000;
const again = 250;

const anyTime = new Date(0);

/**
 * How old what lies in the outboxes may be, of all replicas, by looking at them. No clock but this process's own steady one
 * counts: what lay there at one look and is gone at a later one was published, and so was everything saved before the first.
 */
@Injectable()
export class OutboxAge extends Unpublished {
  /** `performance.now()`: everything saved before is on the stream. */
  #publishedUpTo = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(private readonly mongo: Mongo) {
    super();
  }

  /** Who asks while somebody looks hears of that look. */
  async age(): Promise<number> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
    return performance.now() - this.#publishedUpTo;
  }

  async #look(): Promise<void> {
    const started = performance.now();
    let waiting = await this.#facts();
    while (waiting && waiting.size > 0 && performance.now() - started < patience) {
      await pause(again, undefined, { ref: false });
      waiting = common(waiting, await this.#facts());
    }
    if (waiting?.size === 0) this.#publishedUpTo = started;
  }

  /** Ids of the facts that wait; nothing if they are too many to say. */
  async #facts(): Promise<Set<string> | undefined> {
    const found = await Promise.all(this.mongo.outboxes.map((name) => this.#in(name)));
    if (found.some(({ length }) => length >= limit)) return undefined;
    const ids = found.flat().flatMap(({ outbox }) => outbox.map(({ id }) => id));
    return new Set(ids.filter((id) => !this.mongo.outbox.isPublished(id)));
  }

  #in(name: string): Promise<Pick<Stored, 'outbox'>[]> {
    const options = { projection: { _id: 0, 'outbox.id': 1 }, limit };
    return this.mongo
      .collection<Stored>(name)
      .find({ 'outbox.at': { $gte: anyTime } }, options)
      .toArray();
  }
}

const common = (some: Set<string>, others: Set<string> | undefined): Set<string> | undefined =>
  others && new Set([...some].filter((id) => others.has(id)));
