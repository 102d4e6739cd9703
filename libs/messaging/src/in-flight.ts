/** The work that has begun and not ended, up to a limit. Work tells its own failures. */
export class InFlight {
  readonly #works = new Set<Promise<void>>();

  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  get size(): number {
    return this.#works.size;
  }

  get isFull(): boolean {
    return this.#works.size >= this.limit;
  }

  add(work: Promise<void>): void {
    const done = work.finally(() => this.#works.delete(done));
    this.#works.add(done);
  }

  /** Resolves once everything begun has ended. */
  async empty(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
