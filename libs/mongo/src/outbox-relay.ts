import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  Optional,
} from '@nestjs/common';
import { SystemClock } from '@portico/kernel';
import { EventPublisher, Log, Metrics, NoMetrics, SilentLog } from '@portico/service';
import { Mongo } from './mongo.js';
import { OutboxCleaner } from './outbox-cleaner.js';
import type { OutboxQueue, Waiting } from './outbox-queue.js';
import { OutboxSweep } from './outbox-sweep.js';
import type { OutboxEntry } from './stored.js';

const largestBatch = 256;
const firstPause = 100;
const longestPause = 5_000;

const realTime = new SystemClock();

const envelopeOf = ({ at: _at, ...envelope }: OutboxEntry): Omit<OutboxEntry, 'at'> => envelope;

/**
 * Brings facts from the outboxes to the stream: at once after a save, and by a sweep what was left. A fact leaves its
 * outbox only after the stream has it, so it may be published twice, always with the same id; the facts of one
 * aggregate go in order. Two relays at once do no harm.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #queue: OutboxQueue;
  readonly #cleaner: OutboxCleaner;
  readonly #sweep: OutboxSweep;
  #publisher: EventPublisher | undefined;
  #draining: Promise<void> | undefined;
  #stopping: AbortController | undefined;
  #batch = largestBatch;
  #failures = 0;

  constructor(
    private readonly mongo: Mongo,
    @Optional() @Inject(EventPublisher) private readonly injected?: EventPublisher,
    @Optional() @Inject(Log) private readonly log: Log = new SilentLog(),
    @Optional() @Inject(Metrics) private readonly metrics: Metrics = new NoMetrics(),
  ) {
    this.#queue = mongo.outbox;
    this.#cleaner = new OutboxCleaner(mongo, log);
    this.#sweep = new OutboxSweep(mongo, log, () => this.idle());
  }

  onApplicationBootstrap(): void {
    if (this.injected) this.start(this.injected);
  }

  /** Again without effect. */
  start(publisher: EventPublisher): void {
    if (this.#publisher) return;
    this.#publisher = publisher;
    this.#stopping = new AbortController();
    const publishNow = (facts: OutboxEntry[]): Promise<void> => publisher.publish(facts.map(envelopeOf));
    this.#queue.listen({ wake: () => this.#wake(), publishNow });
    this.#sweep.start(this.#stopping.signal);
  }

  /** Once everything known has left its outbox. */
  async idle(): Promise<void> {
    while (this.#draining || this.#cleaner.busy) {
      this.#cleaner.hurry();
      await Promise.all([this.#draining, this.#cleaner.busy]);
    }
  }

  /** Once everything that lies in any outbox now has left it. */
  async flush(): Promise<void> {
    await this.idle();
    await this.#sweep.once(0);
    await this.idle();
  }

  /** What is being published is finished, the rest stays in the outboxes. */
  async stop(): Promise<void> {
    this.#queue.listen(undefined);
    this.#stopping?.abort();
    this.#publisher = undefined;
    await Promise.all([this.#draining, this.#cleaner.stop(), this.#sweep.stopped]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  #wake(): void {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
      if (this.#publisher && this.#queue.isWaiting) this.#wake();
    });
  }

  async #drain(): Promise<void> {
    await turn();
    while (this.#publisher && this.#queue.isWaiting) {
      await this.#cleaner.room();
      await this.#step(this.#publisher, this.#queue.take(this.#batch));
    }
  }

  /** After a failure batches shrink, so that one fact that cannot be published does not hold up the others. */
  async #step(publisher: EventPublisher, batch: Waiting[]): Promise<void> {
    try {
      await this.#publish(publisher, batch);
      this.#failures = 0;
      this.#batch = Math.min(largestBatch, this.#batch * 2);
    } catch (error) {
      this.#queue.putBack(batch);
      this.#batch = Math.max(1, Math.floor(batch.length / 2));
      await this.#backOff(error);
      return;
    }
    this.#queue.published(batch);
    this.#cleaner.add(batch);
  }

  /** One fact of each aggregate at a time: the next is sent when the stream has the one before. */
  async #publish(publisher: EventPublisher, batch: Waiting[]): Promise<void> {
    for (let nth = 0; ; nth += 1) {
      const facts = batch.flatMap(({ entries }) => entries.slice(nth, nth + 1));
      if (facts.length === 0) return;
      await publisher.publish(facts.map(envelopeOf));
      this.#measure(facts);
    }
  }

  #measure(facts: OutboxEntry[]): void {
    const now = realTime.now().getTime();
    this.metrics.count('outbox_published_total', {}, facts.length);
    const oldest = Math.min(...facts.map(({ at }) => at.getTime()));
    this.metrics.observe('outbox_wait_seconds', Math.max(0, now - oldest) / 1_000);
  }

  async #backOff(error: unknown): Promise<void> {
    this.#failures += 1;
    this.metrics.count('outbox_failures_total');
    const wait = Math.min(longestPause, firstPause * 2 ** (this.#failures - 1));
    this.log.warn('facts could not be published', { waiting: this.#queue.size, wait, reason: String(error) });
    await pause(wait, undefined, { signal: this.#stopping?.signal, ref: false }).catch(() => undefined);
  }
}
