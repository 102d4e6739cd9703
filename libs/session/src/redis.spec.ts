import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ProcessConfig, Readiness, SilentLog } from '@portico/service';
import { aLiveSession, liveSessionsSuite } from '../test/live-sessions.suite.js';
import { rateLimiterSuite } from '../test/rate-limiter.suite.js';
import { marginMs, RedisConnection, RedisLiveSessions, RedisRateLimiter, tombstoneMs } from './index.js';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const prefix = `test-${randomBytes(6).toString('hex')}`;
const config = (isProduction: boolean): ProcessConfig => ({ isProduction }) as ProcessConfig;
const connection = (to = url, isProduction = false): RedisConnection =>
  new RedisConnection({ url: to, prefix }, new Readiness(), config(isProduction), new SilentLog());

describe('on Redis', () => {
  const redis = connection();
  const sessions = new RedisLiveSessions(redis);
  const now = new Date('2026-11-22T08:00:00.000Z');

  beforeAll(() => redis.onModuleInit());

  afterAll(async () => {
    const keys = await redis.client.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.client.del(...keys);
    redis.onModuleDestroy();
  });

  describe('live sessions', () => liveSessionsSuite(() => sessions));
  describe('rate limiter', () => rateLimiterSuite(() => new RedisRateLimiter(redis)));

  it('makes one command of a reading, also of one that ends the session', async () => {
    await sessions.put('counted', aLiveSession(), now);
    const send = jest.spyOn(redis.client, 'sendCommand');
    await sessions.read('counted', now);
    await sessions.read('counted', new Date(now.getTime() + 3_600_000));
    expect(send.mock.calls.map(([command]) => command.name)).toEqual(['evalsha', 'evalsha']);
    send.mockRestore();
  });

  it('works on after the server forgot its scripts', async () => {
    await sessions.put('flushed', aLiveSession(), now);
    await redis.client.script('FLUSH');
    expect(await sessions.read('flushed', now)).toMatchObject({ program: 'medi-cal' });
  });

  it('leaves the end to the given clock: the time to live only cleans up', async () => {
    const key = redis.key('session', 'ttl');
    await sessions.put('ttl', aLiveSession(), now);
    expect(await redis.client.pttl(key)).toBeGreaterThan(marginMs);
    await sessions.read('ttl', now);
    expect(await redis.client.pttl(key)).toBeGreaterThan(marginMs);
    await sessions.end('ttl');
    expect(await redis.client.pttl(key)).toBeLessThanOrEqual(tombstoneMs);
  });

  it('lets a fault of ours be seen as one', async () => {
    await redis.client.set(redis.key('session', 'wrong'), 'text');
    await expect(sessions.read('wrong', now)).rejects.toThrow('WRONGTYPE');
  });

  it('refuses to serve production on a server that may lose or evict, and says what to set', async () => {
    const weak = connection(url, true);
    jest.spyOn(weak.client, 'config').mockResolvedValue(['maxmemory-policy', 'allkeys-lru'] as never);
    await expect(weak.onModuleInit()).rejects.toThrow(/appendonly yes and maxmemory-policy noeviction/);
    weak.onModuleDestroy();
  });
});

describe('without Redis', () => {
  it('refuses at once, as unavailable', async () => {
    const away = connection('redis://127.0.0.1:1');
    away.client.connect().catch(() => undefined);
    await pause(50);
    const from = performance.now();
    await expect(new RedisLiveSessions(away).read('any', new Date(0))).rejects.toMatchObject({
      kind: 'unavailable',
      details: { retryAfter: 1 },
    });
    expect(performance.now() - from).toBeLessThan(500);
    away.onModuleDestroy();
  });
});
