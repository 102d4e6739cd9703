import { Injectable } from '@nestjs/common';
import { Lua, RedisConnection } from '@portico/session';
import { type Attempt, Attempts, type Budget } from '../domain/attempts.js';

// The try times of one key, when its lock ends and how often it locked; times beyond the far edge are of a clock that
// has since been moved back. The key's real time to live only cleans up.
const script = new Lua(`
local take, now = ARGV[1] == 'take', tonumber(ARGV[2])
local limit, window = tonumber(ARGV[3]), tonumber(ARGV[4])
local first, growth, longest = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local kept = redis.call('GET', KEYS[1])
local state = kept and cjson.decode(kept) or { tries = {}, locks = 0, lockedUntil = 0 }
if state.lockedUntil > now and state.lockedUntil - now <= longest then
  return { 0, 0, state.lockedUntil - now, 0 }
end
local tries = {}
for _, at in ipairs(state.tries) do
  if at > now - window and at <= now + window then table.insert(tries, at) end
end
if #tries >= limit then
  return { 0, 0, tries[1] + window - now, 0 }
end
if not take then
  return { 1, limit - #tries, 0, 0 }
end
table.insert(tries, now)
local left, lockedUntil = limit - #tries, 0
if left == 0 and first > 0 then
  lockedUntil = now + math.min(longest, first * growth ^ state.locks)
  state = { tries = {}, locks = state.locks + 1, lockedUntil = lockedUntil }
else
  state.tries = tries
end
redis.call('SET', KEYS[1], cjson.encode(state), 'PX', math.ceil(window + longest * 2))
return { 1, left, 0, lockedUntil }
`);

const giveBackScript = new Lua(`
local kept = redis.call('GET', KEYS[1])
if not kept then return 0 end
local state = cjson.decode(kept)
table.remove(state.tries)
redis.call('SET', KEYS[1], cjson.encode(state), 'KEEPTTL')
return 1
`);

/** Attempts that all replicas count together. */
@Injectable()
export class RedisAttempts extends Attempts {
  constructor(private readonly redis: RedisConnection) {
    super();
  }

  take(key: string, budget: Budget, now: Date): Promise<Attempt> {
    return this.#ask(key, budget, ['take', now.getTime()]);
  }

  look(key: string, budget: Budget, now: Date): Promise<Attempt> {
    return this.#ask(key, budget, ['look', now.getTime()]);
  }

  async giveBack(key: string): Promise<void> {
    await this.redis.use((client) => giveBackScript.run(client, [this.#key(key)], []));
  }

  async forget(key: string): Promise<void> {
    await this.redis.use((client) => client.del(this.#key(key)));
  }

  async #ask(key: string, { limit, windowMs, lock }: Budget, asked: (string | number)[]): Promise<Attempt> {
    const { firstMs = 0, growth = 1, longestMs = 0 } = lock ?? {};
    const values = [...asked, limit, windowMs, firstMs, growth, longestMs];
    const reply = await this.redis.use((client) => script.run(client, [this.#key(key)], values));
    const [allowed, left = 0, wait = 0, lockedUntil = 0] = reply as number[];
    return {
      allowed: allowed === 1,
      left,
      retryAfter: Math.ceil(wait / 1_000),
      ...(lockedUntil > 0 ? { lockedUntil: new Date(lockedUntil) } : {}),
    };
  }

  #key(key: string): string {
    return this.redis.key('attempts', key);
  }
}
