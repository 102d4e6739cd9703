import { busy, type Urgency } from '../domain/password-hasher.js';

export interface PoolLimits {
  /** Hashes computed at the same time. */
  atOnce: number;
  /** Sign-ins that may wait beside those; at 20 ms a hash, 16 wait 160 ms on two cores. */
  waiting: number;
  /** Changes of password under way at the same time. */
  changes: number;
}

/** A change gets a turn after so many sign-ins at the latest, so that a storm only slows it down. */
const signInsPerChange = 4;

/** Turns at a scarce resource: a bounded number inside, sign-ins before changes, and a quick no to everybody else. */
export class HashPool {
  readonly #room: Record<Urgency, number>;
  readonly #inside: Record<Urgency, number> = { 'sign-in': 0, change: 0 };
  readonly #waiting: Record<Urgency, (() => void)[]> = { 'sign-in': [], change: [] };
  #running = 0;
  #signInsInRow = 0;

  constructor(private readonly limits: PoolLimits) {
    this.#room = { 'sign-in': limits.atOnce + limits.waiting, change: limits.changes };
  }

  async admit<T>(urgency: Urgency, work: () => Promise<T>): Promise<T> {
    if (this.#inside[urgency] >= this.#room[urgency]) throw busy({ retryAfter: 1 });
    this.#inside[urgency] += 1;
    try {
      return await work();
    } finally {
      this.#inside[urgency] -= 1;
    }
  }

  async turn<T>(urgency: Urgency, hash: () => Promise<T>): Promise<T> {
    if (this.#running < this.limits.atOnce) this.#running += 1;
    else await new Promise<void>((begin) => this.#waiting[urgency].push(begin));
    try {
      return await hash();
    } finally {
      this.#handOn();
    }
  }

  /** The place goes to the next in line without being free in between. */
  #handOn(): void {
    const next = this.#waiting[this.#nextUp()].shift();
    if (next) next();
    else this.#running -= 1;
  }

  #nextUp(): Urgency {
    const isChangeDue = this.#signInsInRow >= signInsPerChange || this.#waiting['sign-in'].length === 0;
    const next = isChangeDue && this.#waiting.change.length > 0 ? 'change' : 'sign-in';
    this.#signInsInRow = next === 'change' ? 0 : this.#signInsInRow + 1;
    return next;
  }
}
