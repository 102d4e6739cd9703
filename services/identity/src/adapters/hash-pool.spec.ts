import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { HashPool } from './hash-pool.js';

const limits = { atOnce: 2, waiting: 3, changes: 2 };

/** Work that ends when told, and a record of what was running. */
class Bench {
  readonly begun: string[] = [];
  most = 0;
  #running = 0;
  readonly #ends: (() => void)[] = [];

  constructor(private readonly pool = new HashPool(limits)) {}

  one(urgency: 'sign-in' | 'change', name: string): Promise<void> {
    return this.pool.admit(urgency, () => this.hash(urgency, name));
  }

  hash(urgency: 'sign-in' | 'change', name: string): Promise<void> {
    return this.pool.turn(urgency, async () => {
      this.begun.push(name);
      this.most = Math.max(this.most, (this.#running += 1));
      await new Promise<void>((end) => this.#ends.push(end));
      this.#running -= 1;
    });
  }

  async drain(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      const end = this.#ends.shift();
      idle = end ? 0 : idle + 1;
      end?.();
      await turn();
    }
  }
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));

describe('The pool of slow hashes', () => {
  it('computes no more than its number at once, and all of them in the end', async () => {
    const bench = new Bench();
    const all = names(5).map((name) => bench.one('sign-in', name));
    await bench.drain();
    await Promise.all(all);
    expect(bench.most).toBe(2);
    expect(bench.begun).toEqual(names(5));
  });

  it('refuses who finds no place, at once, and lets them in when there is one', async () => {
    const bench = new Bench();
    const inside = names(5).map((name) => bench.one('sign-in', name));
    const refused = await bench.one('sign-in', 'late').catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'unavailable', code: 'busy', details: { retryAfter: 1 } });
    await bench.drain();
    await Promise.all(inside);
    const again = bench.one('sign-in', 'again');
    await bench.drain();
    await again;
    expect(bench.begun).not.toContain('late');
  });

  it('has places of its own for changes of password', async () => {
    const bench = new Bench();
    const inside = [
      ...names(5).map((name) => bench.one('sign-in', name)),
      bench.one('change', 'a'),
      bench.one('change', 'b'),
    ];
    await expect(bench.one('change', 'c')).rejects.toMatchObject({ code: 'busy' });
    await bench.drain();
    await Promise.all(inside);
  });

  it('lets sign-ins pass changes, but a change has its turn after four of them', async () => {
    const pool = new HashPool({ atOnce: 1, waiting: 20, changes: 2 });
    const bench = new Bench(pool);
    const first = bench.one('sign-in', 'first');
    const change = pool.admit('change', async () => {
      for (const step of ['x', 'y']) await bench.hash('change', step);
    });
    const others = names(10).map((name) => bench.one('sign-in', name));
    await bench.drain();
    await Promise.all([first, change, ...others]);
    expect(bench.begun.indexOf('x')).toBe(5);
    expect(bench.begun.indexOf('y')).toBe(10);
  });

  it('gives a place back when the work fails', async () => {
    const pool = new HashPool({ atOnce: 1, waiting: 0, changes: 1 });
    const broken = () => Promise.reject(new Error('no memory'));
    for (let count = 0; count < 3; count += 1) {
      await expect(pool.admit('sign-in', () => pool.turn('sign-in', broken))).rejects.toThrow('no memory');
    }
  });
});
