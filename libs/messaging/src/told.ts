import type { Connection } from './connection.js';
import { factsTold } from './telling.js';

/** Milliseconds between two questions at most, and how long one waits for its answer. */
const longestPause = 1_000;
const patience = 1_500;
/** So many answers are remembered: as many as come while a consumer may be behind. */
const most = 64;

/** An answer: at `heardAt` the stream had everything that was saved before `upTo`; both of `performance.now()`. */
interface Answer {
  heardAt: number;
  upTo: number;
}

/** How far the facts of a service have come from its outboxes to the stream, asked of it again and again. */
export class Told {
  readonly #answers: Answer[] = [];
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(
    private readonly connection: Connection,
    readonly service: string,
    private readonly limit: number,
  ) {}

  /** Everything saved before the result was on the stream at `instant`. */
  upTo(instant: number): number {
    const known = this.#answers.filter(({ heardAt }) => heardAt <= instant);
    return Math.max(Number.NEGATIVE_INFINITY, ...known.map(({ upTo }) => upTo));
  }

  start(): void {
    void this.#ask().finally(() => {
      if (this.#isStopped) return;
      this.#timer = setTimeout(() => this.start(), Math.min(longestPause, this.limit / 5));
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** The age counts from the question, so an answer that took its time claims less and never too much. */
  async #ask(): Promise<void> {
    const asked = performance.now();
    try {
      const answer = await this.connection.nats.request(factsTold(this.service), '', { timeout: patience });
      const upTo = asked - Number(answer.string() || Number.NaN);
      if (!Number.isNaN(upTo)) this.#answers.push({ heardAt: performance.now(), upTo });
      this.#answers.splice(0, this.#answers.length - most);
    } catch {
      // Nobody there, or no answer: nothing was heard, and what was heard before grows old.
    }
  }
}
