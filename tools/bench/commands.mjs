// How many database and Redis commands a request makes: the number that decides most of what it costs.
import { Redis } from 'ioredis';

const settle = () => new Promise((resolve) => setTimeout(resolve, 400));

async function databaseCommands(world) {
  let total = 0;
  for (const name of ['identity', 'organization', 'pin']) {
    for (const url of world.operationsUrls(name)) {
      const page = await (await fetch(`${url}/metrics`)).text();
      total += Number(/^portico_mongo_commands_total\{[^}]*\} (\d+)/m.exec(page)?.[1] ?? 0);
    }
  }
  return total;
}

async function redisCommands(redis) {
  const stats = await redis.info('commandstats');
  const calls = (name) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
  return calls('evalsha') + calls('eval') + calls('get') + calls('set') + calls('getex');
}

/** What `times` requests cost beyond what an idle platform does meanwhile. */
async function costOf(world, redis, { ask, times = 20 }) {
  const count = async () => [await databaseCommands(world), await redisCommands(redis)];
  const idle = await count();
  const idleFrom = performance.now();
  await settle();
  const rested = await count();
  const restMs = performance.now() - idleFrom;
  const from = performance.now();
  for (let done = 0; done < times; done += 1) await ask();
  await settle();
  const after = await count();
  const share = (performance.now() - from) / restMs;
  return after.map((value, at) => Math.max(0, value - rested[at] - (rested[at] - idle[at]) * share) / times);
}

export async function commandCounts({ world, client, accounts }) {
  const redis = new Redis(world.servers.redisUrl);
  const [one] = accounts;
  const { items } = await client.get('/me/memberships', one.session);
  const routes = {
    'GET /session': () => client.get('/session', one.session),
    'GET /me': () => client.get('/me', one.session),
    'GET /me/memberships': () => client.get('/me/memberships', one.session),
    'GET /organizations/:id': () => client.get(`/organizations/${items[0].organizationId}`, one.session),
    'GET /dashboard': () => client.get('/dashboard', one.session),
    'POST /login/identifier': () => client.post('/login/identifier', { email: one.email }),
    'POST /login/password': () => client.post('/login/password', { email: one.email, password: one.password }),
  };
  const rows = [];
  for (const [name, ask] of Object.entries(routes)) {
    const [database, commands] = await costOf(world, redis, { ask });
    rows.push(`| \`${name}\` | ${database.toFixed(1)} | ${commands.toFixed(1)} |`);
  }
  await redis.quit();
  const note =
    'Database commands include what follows a request, such as the removal of its published event, which is batched. Redis counts scripts and key reads; a POST has two of its own: the limit of its address and the note of its idempotency key.';
  return `## Commands a request\n\n${note}\n\n| route | database | Redis |\n|---|---|---|\n${rows.join('\n')}`;
}
