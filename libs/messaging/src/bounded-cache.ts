/** Keeps the newest `limit` values for as long as they live; the oldest makes room. */
export class BoundedCache<V> {
  readonly #kept = new Map<string, { value: V; until: number }>();

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.#kept.size;
  }

  get(key: string): V | undefined {
    const entry = this.#kept.get(key);
    if (entry === undefined || this.now() < entry.until) return entry?.value;
    this.#kept.delete(key);
    return undefined;
  }

  /** `until` in the unit of the given `now`. */
  put(key: string, value: V, until: number): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, until });
    const oldest = this.#kept.size > this.limit ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  drop(key: string): void {
    this.#kept.delete(key);
  }
}
