import { type Attempt, Attempts, type Budget } from '../src/domain/attempts.js';

interface Kept {
  tries: number[];
  locks: number;
  lockedUntil: number;
}

/** Attempts of one process, for tests; `attempts.suite.ts` holds it to the real one. */
export class InMemoryAttempts extends Attempts {
  readonly #kept = new Map<string, Kept>();

  async take(key: string, budget: Budget, now: Date): Promise<Attempt> {
    const asked = this.#asked(key, budget, now.getTime());
    if (!asked.allowed) return asked;
    const kept = this.#of(key);
    kept.tries.push(now.getTime());
    const left = asked.left - 1;
    if (left > 0 || !budget.lock) return { ...asked, left };
    return { ...asked, left, lockedUntil: locked(kept, budget.lock, now) };
  }

  async look(key: string, budget: Budget, now: Date): Promise<Attempt> {
    return this.#asked(key, budget, now.getTime());
  }

  async giveBack(key: string): Promise<void> {
    this.#kept.get(key)?.tries.pop();
  }

  async forget(key: string): Promise<void> {
    this.#kept.delete(key);
  }

  #asked(key: string, { limit, windowMs, lock }: Budget, now: number): Attempt {
    const kept = this.#of(key);
    const wait = kept.lockedUntil - now;
    if (wait > 0 && wait <= (lock?.longestMs ?? 0)) return refused(wait);
    kept.tries = kept.tries.filter((at) => at > now - windowMs && at <= now + windowMs);
    const [oldest = 0] = kept.tries;
    if (kept.tries.length >= limit) return refused(oldest + windowMs - now);
    return { allowed: true, left: limit - kept.tries.length, retryAfter: 0 };
  }

  #of(key: string): Kept {
    const kept = this.#kept.get(key) ?? { tries: [], locks: 0, lockedUntil: 0 };
    this.#kept.set(key, kept);
    return kept;
  }
}

const refused = (waitMs: number): Attempt => ({ allowed: false, left: 0, retryAfter: Math.ceil(waitMs / 1_000) });

function locked(kept: Kept, lock: NonNullable<Budget['lock']>, now: Date): Date {
  const length = Math.min(lock.longestMs, lock.firstMs * lock.growth ** kept.locks);
  kept.tries = [];
  kept.locks += 1;
  kept.lockedUntil = now.getTime() + length;
  return new Date(kept.lockedUntil);
}
