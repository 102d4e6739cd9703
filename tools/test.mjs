// `npm test`: packages, servers, build, every check; `npm test -- lint identity journeys` runs only those.
import { join } from 'node:path';
import { build } from './boot.mjs';
import { checks } from './checks.mjs';
import { installPackages } from './packages.mjs';
import { home } from './platform.mjs';
import { endChildren, say } from './say.mjs';
import { givenMongo, givenNats, givenRedis } from './servers/given.mjs';
import { startMongo, startNats, startRedis } from './servers/index.mjs';
import { sweep } from './sweep.mjs';

const testDir = join(home, 'test');
const started = [];
const total = { passed: 0, failed: 0 };

async function testServers() {
  const { MONGODB_URI, NATS_URL, REDIS_URL } = process.env;
  const at = (name) => ({ dir: join(testDir, 'servers', name), say });
  const remember = (server) => (server.found || started.push(server), server);
  const [nats, redis, mongo] = await Promise.all([
    (NATS_URL ? givenNats(NATS_URL) : startNats(at('nats'))).then(remember),
    (REDIS_URL ? givenRedis(REDIS_URL) : startRedis(at('redis'))).then(remember),
    (MONGODB_URI ? givenMongo(MONGODB_URI) : startMongo({ ...at('mongo'), fsync: false })).then(remember),
  ]);
  say(`servers: ${[nats, redis, mongo].map(({ kind, way }) => `${kind} (${way})`).join(', ')}`);
  return { NATS_URL: nats.url, NATS_MONITOR_URL: nats.monitorUrl ?? '', REDIS_URL: redis.url, MONGODB_URI: mongo.url };
}

const isNamed = (name, words) => words.length === 0 || words.some((word) => name === word || name.endsWith(`/${word}`));

function narrowed(all, words) {
  const unknown = words.find((word) => !all.some(({ name }) => isNamed(name, [word])));
  if (unknown) throw new Error(`There is no check "${unknown}"; there are: ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => isNamed(name, words));
}

const failure = ({ message }) => {
  console.error(message);
  return { passed: 0, failed: 1 };
};

async function run() {
  const words = process.argv.slice(2);
  const [env] = await Promise.all([testServers(), installPackages(say)]);
  const chosen = narrowed(checks(env), words);
  const building = { name: 'build', run: () => build().then(() => ({ passed: 1, failed: 0 }), failure) };
  for (const { name, run: check } of [building, ...chosen]) {
    if (name !== 'build') say(name);
    const { passed, failed } = await check();
    total.passed += passed;
    total.failed += failed;
    say(`${name}: ${passed} passed, ${failed} failed`);
  }
}

async function finish() {
  await sweep(join(testDir, 'worlds'));
  for (const server of started.reverse()) await server.stop();
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    total.failed++;
    endChildren();
    void finish().then(() => process.exit(1));
  });
}

await sweep(join(testDir, 'worlds'));
await run().catch((error) => {
  total.failed++;
  console.error(process.env.DEBUG ? error.stack : error.message);
});
await finish();
