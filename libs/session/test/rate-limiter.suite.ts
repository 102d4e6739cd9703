import { beforeEach, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { RateLimiter } from '../src/index.js';

const start = new Date('2026-11-22T08:00:00.000Z');
const rule = { limit: 3, windowMs: 60_000 };
const afterSeconds = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

/** What every implementation of the port promises. */
export function rateLimiterSuite(make: () => RateLimiter): void {
  let limiter: RateLimiter;
  let key: string;

  beforeEach(() => {
    limiter = make();
    key = randomBytes(8).toString('hex');
  });

  it('counts down and then refuses until the window is over', async () => {
    expect(await limiter.take(key, rule, start)).toEqual({ allowed: true, limit: 3, remaining: 2, resetAfter: 60 });
    await limiter.take(key, rule, afterSeconds(10));
    expect(await limiter.take(key, rule, afterSeconds(20.5))).toMatchObject({
      allowed: true,
      remaining: 0,
      resetAfter: 40,
    });
    expect(await limiter.take(key, rule, afterSeconds(59.9))).toMatchObject({
      allowed: false,
      remaining: 0,
      resetAfter: 1,
    });
    expect(await limiter.take(key, rule, afterSeconds(60))).toMatchObject({
      allowed: true,
      remaining: 2,
      resetAfter: 60,
    });
  });

  it('lets exactly the limit through of many at once', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => limiter.take(key, rule, start)));
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  it('counts each party for itself', async () => {
    for (let count = 0; count < 4; count += 1) await limiter.take(key, rule, start);
    expect((await limiter.take(`${key}-other`, rule, start)).allowed).toBe(true);
  });

  it('begins anew when the clock was moved back', async () => {
    await limiter.take(key, rule, afterSeconds(1_000));
    expect(await limiter.take(key, rule, start)).toMatchObject({ remaining: 2 });
  });
}
