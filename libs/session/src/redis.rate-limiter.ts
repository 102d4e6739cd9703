import { Injectable } from '@nestjs/common';
import { Lua } from './lua.js';
import { RateLimiter, type RateReading, type RateRule, readingOf } from './rate-limiter.js';
import { RedisConnection } from './redis-connection.js';

// The key's real time to live only cleans up: the window is judged by the given clock.
const takeScript = new Lua(`
local now, length = tonumber(ARGV[1]), tonumber(ARGV[2])
local window = redis.call('HMGET', KEYS[1], 'started', 'count')
local started = tonumber(window[1])
if not started or now < started or now - started >= length then
  redis.call('HSET', KEYS[1], 'started', now, 'count', 1)
  redis.call('PEXPIRE', KEYS[1], length)
  return { 1, 0 }
end
return { redis.call('HINCRBY', KEYS[1], 'count', 1), now - started }
`);

/** A rate limiter that all replicas share. */
@Injectable()
export class RedisRateLimiter extends RateLimiter {
  constructor(private readonly redis: RedisConnection) {
    super();
  }

  async take(key: string, rule: RateRule, now: Date): Promise<RateReading> {
    const keys = [this.redis.key('rate', key)];
    const values = [now.getTime(), rule.windowMs];
    const [count, elapsedMs] = (await this.redis.use((client) => takeScript.run(client, keys, values))) as number[];
    return readingOf(rule, count ?? 1, elapsedMs ?? 0);
  }
}
