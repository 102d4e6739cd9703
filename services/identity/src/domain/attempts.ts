/** How often something may be tried. */
export interface Budget {
  /** Tries within `windowMs`. */
  limit: number;
  windowMs: number;
  /** Where a spent budget locks: for `firstMs`, then `growth` times as long each time, never longer than `longestMs`. */
  lock?: { firstMs: number; growth: number; longestMs: number };
}

export interface Attempt {
  allowed: boolean;
  /** Tries that are left. */
  left: number;
  /** Whole seconds until the next try is allowed; 0 while it is. */
  retryAfter: number;
  /** This very try spent the budget, and locked. */
  lockedUntil?: Date;
}

/**
 * Counts tries at what must not be guessed or flooded: in one step, so that many at once are no more than the budget
 * allows. A try is counted before it is judged; one that turns out right is given back or forgotten.
 */
export abstract class Attempts {
  /** Counts one try of `key`, unless the budget is spent. `key` holds hashes, never what was typed. */
  abstract take(key: string, budget: Budget, now: Date): Promise<Attempt>;
  /** How `take` would answer; counts nothing. */
  abstract look(key: string, budget: Budget, now: Date): Promise<Attempt>;
  /** Takes back the last try counted, which was none. */
  abstract giveBack(key: string): Promise<void>;
  /** Begins anew: tries, lock and its growth. */
  abstract forget(key: string): Promise<void>;
}
