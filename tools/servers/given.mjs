// Servers that the environment names: looked at, used, never stopped.
import { isRecent } from './nats.mjs';
import { mongoWireVersion, natsGreeting, redisSettings } from './probe.mjs';

const MONGODB_6 = 17;

const given = (kind, url) => ({
  kind,
  way: 'environment',
  url,
  found: true,
  isAlive: () => true,
  stop: async () => undefined,
});

async function asked(variable, url, probe) {
  try {
    return await probe(url);
  } catch (error) {
    throw new Error(
      `${variable} (${url.replace(/\/\/.*@/, '//…@')}) does not answer: ${error.message}. Start that server, or unset ${variable}.`,
      { cause: error },
    );
  }
}

export async function givenMongo(url) {
  // A replica set's seed list or TLS is left to the driver, which every process has.
  if (/^mongodb\+srv|tls=true|ssl=true|\/\/[^/]*,/.test(url)) return given('mongo', url);
  const version = await asked('MONGODB_URI', url, mongoWireVersion);
  if (version < MONGODB_6)
    throw new Error('MONGODB_URI names a MongoDB older than 6: update it, or unset MONGODB_URI.');
  return given('mongo', url);
}

export async function givenNats(url) {
  const { version, jetstream } = await asked('NATS_URL', url, natsGreeting);
  if (!isRecent(version)) throw new Error(`NATS_URL names nats-server ${version}; 2.15 or newer is needed.`);
  if (!jetstream) throw new Error('NATS_URL names a server without JetStream: start it with `-js`, or unset NATS_URL.');
  return { ...given('nats', url), monitorUrl: process.env.NATS_MONITOR_URL };
}

export async function givenRedis(url) {
  if (url.startsWith('rediss:')) return given('redis', url);
  const { version, appendonly, policy } = await asked('REDIS_URL', url, redisSettings);
  if (Number.parseInt(version ?? '7', 10) < 7) throw new Error(`REDIS_URL names Redis ${version}; 7 or 8 is needed.`);
  if (appendonly === 'no')
    throw new Error('REDIS_URL names a Redis without AOF: `redis-cli config set appendonly yes`.');
  if (policy && policy !== 'noeviction') {
    throw new Error(
      `REDIS_URL names a Redis that evicts (${policy}): \`redis-cli config set maxmemory-policy noeviction\`.`,
    );
  }
  return given('redis', url);
}
