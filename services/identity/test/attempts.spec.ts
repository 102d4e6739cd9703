import { newId } from '@portico/kernel';
import { type ProcessConfig, Readiness, SilentLog } from '@portico/service';
import { RedisConnection } from '@portico/session';
import { RedisAttempts } from '../src/adapters/redis.attempts.js';
import { attemptsSuite } from './attempts.suite.js';
import { InMemoryAttempts } from './in-memory.attempts.js';

attemptsSuite('memory', async () => ({ attempts: new InMemoryAttempts(), close: async () => undefined }));

attemptsSuite('Redis', async () => {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('REDIS_URL is not set: this suite runs on a real server.');
  const options = { url, prefix: `test-${newId()}` };
  const config = { isProduction: false } as ProcessConfig;
  const redis = new RedisConnection(options, new Readiness(), config, new SilentLog());
  await redis.onModuleInit();
  const close = async (): Promise<void> => {
    const keys = await redis.client.keys(`${options.prefix}:*`);
    if (keys.length > 0) await redis.client.del(keys);
    redis.onModuleDestroy();
  };
  return { attempts: new RedisAttempts(redis), close };
});
