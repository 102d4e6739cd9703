import { type ConsumerInfo, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { Connection } from './connection.js';
import type { Source } from './consumption.js';
import type { Told } from './told.js';

/** Milliseconds between two questions at most, and how long one waits for its answer. */
const longestPause = 500;
const patience = 1_500;

/** How far a durable consumer is behind those who save the facts: what the service says of its outboxes, and the server of the stream. */
export class Lag {
  /** `performance.now()`: everything saved before was taken. */
  #takenUpTo = Number.NEGATIVE_INFINITY;
  #timer?: NodeJS.Timeout;
  #isStopped = false;
  #manager?: JetStreamManager;

  constructor(
    private readonly connection: Connection,
    private readonly source: Source,
    private readonly told: Told,
    readonly limit: number,
  ) {}

  /** Everything saved longer ago than the limit was taken. What nobody says is not so: silence is to be behind. */
  get isFresh(): boolean {
    return this.#isRecent(this.#takenUpTo);
  }

  /** One sentence while it is not fresh. */
  get trouble(): string | undefined {
    if (this.isFresh) return undefined;
    const behind = `more than ${this.limit / 1_000} s behind`;
    const isTold = this.#isRecent(this.told.upTo(performance.now()));
    return isTold ? `${behind} the stream` : `${behind} what ${this.told.service} saved`;
  }

  start(): void {
    void this.look().finally(() => {
      if (this.#isStopped) return;
      this.#timer = setTimeout(() => this.start(), Math.min(longestPause, this.limit / 4));
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Asks now: how many events wait or are in work. A server that does not answer is no error: nothing was heard. */
  async look(): Promise<number | undefined> {
    const asked = performance.now();
    try {
      const { stream, durable } = this.source;
      this.#manager ??= await jetstreamManager(this.connection.nats, { checkAPI: false, timeout: patience });
      const info = await this.#manager.consumers.info(stream, durable);
      const age = await this.#ageOfOldest(this.#manager, info);
      this.#takenUpTo = Math.max(this.#takenUpTo, this.told.upTo(asked - age));
      return info.num_pending + info.num_ack_pending;
    } catch {
      return undefined;
    }
  }

  #isRecent(instant: number): boolean {
    return performance.now() - instant <= this.limit;
  }

  /** By the server's own clock: what waits longest is the first event that is not acknowledged. */
  async #ageOfOldest(manager: JetStreamManager, info: ConsumerInfo): Promise<number> {
    if (info.num_pending + info.num_ack_pending === 0) return 0;
    const { stream, subject } = this.source;
    const query = { seq: info.ack_floor.stream_seq + 1, next_by_subj: subject };
    const oldest = await manager.streams.getMessage(stream, query);
    return oldest ? Math.max(0, Date.parse(info.ts ?? '') - oldest.time.getTime()) : 0;
  }
}
