import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyBytes } from './kms.js';

/** HMAC-SHA-256 under `HASH_KEY`, in hex: finds a secret again without keeping it. */
export class KeyedHash {
  readonly #key: Buffer;
  /** One key per purpose, derived once; purposes are constants of the code. */
  readonly #purposes = new Map<string, Buffer>();

  constructor(hashKey: string) {
    this.#key = keyBytes('HASH_KEY', hashKey);
  }

  /** The same value under two purposes has nothing in common. */
  of(purpose: string, value: string): string {
    return createHmac('sha256', this.#purposeKey(purpose)).update(value).digest('hex');
  }

  /** In constant time. */
  equal(one: string, other: string): boolean {
    const [a, b] = [Buffer.from(one), Buffer.from(other)];
    return a.length === b.length && timingSafeEqual(a, b);
  }

  #purposeKey(purpose: string): Buffer {
    const known = this.#purposes.get(purpose);
    if (known) return known;
    const key = createHmac('sha256', this.#key).update(purpose).digest();
    this.#purposes.set(purpose, key);
    return key;
  }
}
