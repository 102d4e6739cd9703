/** At most `limit` within `windowMs`. */
export interface RateRule {
  limit: number;
  windowMs: number;
}

export interface RateReading {
  allowed: boolean;
  limit: number;
  /** What is left of the window's count. */
  remaining: number;
  /** Whole seconds until the window begins anew. */
  resetAfter: number;
}

/** Counts what one party does, in a window that begins with its first act; shared by all replicas. */
export abstract class RateLimiter {
  /** Counts one act of `key`, whether it is allowed or not. One command. */
  abstract take(key: string, rule: RateRule, now: Date): Promise<RateReading>;
}

/** The reading after the `count`th act of a window that began at `startedAt`. */
export function readingOf({ limit, windowMs }: RateRule, count: number, elapsedMs: number): RateReading {
  return {
    allowed: count <= limit,
    limit,
    remaining: Math.max(0, limit - count),
    resetAfter: Math.max(1, Math.ceil((windowMs - elapsedMs) / 1_000)),
  };
}
