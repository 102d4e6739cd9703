/** Runs work of one key in the order in which it came, and work of different keys side by side. */
export class Lanes {
  readonly #lasts = new Map<string, Promise<void>>();

  /** `work` tells its own failures. */
  add(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#lasts.get(key);
    const done = (before ? before.then(work) : work()).finally(() => {
      if (this.#lasts.get(key) === done) this.#lasts.delete(key);
    });
    this.#lasts.set(key, done);
    return done;
  }

  get size(): number {
    return this.#lasts.size;
  }
}

/** At most `limit` pieces of work at once; the others wait their turn. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(limit: number) {
    this.#free = limit;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
