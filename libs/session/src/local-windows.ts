import { RateLimiter, type RateReading, type RateRule, readingOf } from './rate-limiter.js';

interface Window {
  startedAt: number;
  count: number;
}

/** Windows of one process. Holds at most `most` keys: past that it forgets the windows that began first. */
export class LocalWindows {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly most = 100_000) {}

  take(key: string, rule: RateRule, now: Date): RateReading {
    const at = now.getTime();
    const window = this.#current(key, rule, at);
    window.count += 1;
    return readingOf(rule, window.count, at - window.startedAt);
  }

  #current(key: string, { windowMs }: RateRule, at: number): Window {
    const known = this.#windows.get(key);
    if (known && at >= known.startedAt && at - known.startedAt < windowMs) return known;
    this.#windows.delete(key);
    this.#makeRoom();
    const begun = { startedAt: at, count: 0 };
    this.#windows.set(key, begun);
    return begun;
  }

  #makeRoom(): void {
    if (this.#windows.size < this.most) return;
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}

/** A rate limiter of one process, for tests. */
export class InMemoryRateLimiter extends RateLimiter {
  readonly #windows = new LocalWindows();

  async take(key: string, rule: RateRule, now: Date): Promise<RateReading> {
    return this.#windows.take(key, rule, now);
  }
}
