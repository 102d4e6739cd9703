import { describe, expect, it } from '@jest/globals';
import { liveSessionsSuite } from '../test/live-sessions.suite.js';
import { rateLimiterSuite } from '../test/rate-limiter.suite.js';
import { InMemoryLiveSessions, InMemoryRateLimiter, LocalWindows } from './index.js';

describe('live sessions in memory', () => liveSessionsSuite(() => new InMemoryLiveSessions()));

describe('rate limiter in memory', () => rateLimiterSuite(() => new InMemoryRateLimiter()));

describe('windows of one process', () => {
  it('forget the oldest rather than grow without bound', () => {
    const windows = new LocalWindows(2);
    const rule = { limit: 1, windowMs: 60_000 };
    const now = new Date('2026-11-22T08:00:00Z');
    for (const key of ['a', 'b', 'c']) windows.take(key, rule, now);
    expect(windows.take('c', rule, now).allowed).toBe(false);
    expect(windows.take('a', rule, now).allowed).toBe(true);
  });
});
