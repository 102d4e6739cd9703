import { type ConsumerInfo, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { Connection } from './connection.js';
import type { Source } from './consumption.js';

/** Milliseconds between two questions at most, and how long one waits for its answer. */
const longestPause = 500;
const patience = 1_500;

/** How far a durable consumer is behind its stream, asked of the server again and again. */
export class Lag {
  /** `performance.now()` of the last question that was answered, and how old the oldest waiting event was then. */
  #heardAt = Number.NEGATIVE_INFINITY;
  #age = 0;
  #timer?: NodeJS.Timeout;
  #isStopped = false;
  #manager?: JetStreamManager;

  constructor(
    private readonly connection: Connection,
    private readonly source: Source,
    readonly limit: number,
  ) {}

  /** Every event older than this was taken; milliseconds. Grows while the server is not heard. */
  get behind(): number {
    return this.#age + performance.now() - this.#heardAt;
  }

  get isFresh(): boolean {
    return this.behind <= this.limit;
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
      this.#age = age;
      this.#heardAt = asked;
      return info.num_pending + info.num_ack_pending;
    } catch {
      return undefined;
    }
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
