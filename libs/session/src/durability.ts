import type { Redis } from 'ioredis';

/** What the server would lose or forget, in words; nothing if it tells that all is well. */
export async function weaknessesOf(redis: Redis): Promise<string[]> {
  const [appendOnly, eviction] = await Promise.all([
    settingOf(redis, 'appendonly'),
    settingOf(redis, 'maxmemory-policy'),
  ]);
  return [
    ...(appendOnly === 'yes' ? [] : [`appendonly is ${appendOnly}`]),
    ...(eviction === 'noeviction' ? [] : [`maxmemory-policy is ${eviction}`]),
  ];
}

/** A server that does not tell its settings is not trusted to have the right ones. */
async function settingOf(redis: Redis, name: string): Promise<string> {
  try {
    const [, value] = await redis.config('GET', name);
    return value ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
