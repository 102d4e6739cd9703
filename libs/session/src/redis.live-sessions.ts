import { Injectable } from '@nestjs/common';
import {
  idleEnd,
  type LiveSession,
  LiveSessions,
  marginMs,
  type SessionReading,
  tombstoneMs,
  touchEveryMs,
  useResolutionMs,
} from './live-sessions.js';
import { Lua } from './lua.js';
import { RedisConnection } from './redis-connection.js';

const bury = `
local function bury(key)
  redis.call('DEL', key)
  redis.call('HSET', key, 'ended', '1')
  redis.call('PEXPIRE', key, ${tombstoneMs})
end
`;

const write = `
local function write(key)
  redis.call('DEL', key)
  redis.call('HSET', key, 'data', ARGV[1], 'idle', ARGV[2], 'ends', ARGV[3], 'seen', ARGV[4], 'touched', ARGV[4])
  redis.call('PEXPIRE', key, ARGV[5])
end
`;

const readScript = new Lua(`${bury}
local copy = redis.call('HMGET', KEYS[1], 'data', 'idle', 'ends', 'seen', 'touched', 'ended')
if copy[6] then return 'ended' end
if not copy[1] then return false end
local now, seen = tonumber(ARGV[1]), tonumber(copy[4])
if now >= tonumber(copy[3]) or now - seen >= tonumber(copy[2]) then
  bury(KEYS[1])
  return 'ended'
end
if now - tonumber(copy[5]) >= ${touchEveryMs} then
  redis.call('HSET', KEYS[1], 'seen', now, 'touched', now)
  return { copy[1], tostring(now), tostring(now), 1 }
end
if now - seen < ${useResolutionMs} then return { copy[1], copy[4], copy[5], 0 } end
redis.call('HSET', KEYS[1], 'seen', now)
return { copy[1], tostring(now), copy[5], 0 }
`);

const putScript = new Lua(`${write}
write(KEYS[1])
return 1
`);

const putIfAbsentScript = new Lua(`${write}
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
write(KEYS[1])
return 1
`);

const replaceScript = new Lua(`
if redis.call('HEXISTS', KEYS[1], 'data') == 0 then return 0 end
redis.call('HSET', KEYS[1], 'data', ARGV[1], 'idle', ARGV[2], 'ends', ARGV[3])
return 1
`);

const endScript = new Lua(`${bury}
for _, key in ipairs(KEYS) do bury(key) end
return 1
`);

/** Live sessions in Redis: a hash each, judged and changed by scripts only, so that each call is one atomic command. */
@Injectable()
export class RedisLiveSessions extends LiveSessions {
  constructor(private readonly redis: RedisConnection) {
    super();
  }

  async read(tokenHash: string, now: Date): Promise<SessionReading> {
    const found = await this.#run(readScript, [tokenHash], [now.getTime()]);
    if (found === null || found === 'ended') return found ?? undefined;
    const [data, seen, touched, due] = found as [string, string, string, number];
    const session = JSON.parse(data) as LiveSession;
    return {
      ...session,
      touchedAt: new Date(Number(touched)).toISOString(),
      idleEndsAt: new Date(idleEnd(session, Number(seen))).toISOString(),
      touchDue: due === 1,
    };
  }

  async put(tokenHash: string, session: LiveSession, now: Date): Promise<void> {
    await this.#run(putScript, [tokenHash], valuesOf(session, now));
  }

  async putIfAbsent(tokenHash: string, session: LiveSession, now: Date): Promise<boolean> {
    return (await this.#run(putIfAbsentScript, [tokenHash], valuesOf(session, now))) === 1;
  }

  async replace(tokenHash: string, session: LiveSession): Promise<boolean> {
    const values = [JSON.stringify(session), session.idleMs, Date.parse(session.endsAt)];
    return (await this.#run(replaceScript, [tokenHash], values)) === 1;
  }

  async end(...tokenHashes: string[]): Promise<void> {
    if (tokenHashes.length > 0) await this.#run(endScript, tokenHashes, []);
  }

  #run(script: Lua, tokenHashes: string[], values: (string | number)[]): Promise<unknown> {
    const keys = tokenHashes.map((tokenHash) => this.redis.key('session', tokenHash));
    return this.redis.use((client) => script.run(client, keys, values));
  }
}

function valuesOf(session: LiveSession, now: Date): (string | number)[] {
  const endsAt = Date.parse(session.endsAt);
  const remaining = Math.max(0, endsAt - now.getTime());
  return [JSON.stringify(session), session.idleMs, endsAt, Date.parse(session.touchedAt), remaining + marginMs];
}
