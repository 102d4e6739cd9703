import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MongoClient } from 'mongodb';
import type { NatsServed, Secrets, Served, Tools } from './tools.js';
import type { ProcessName, WorldOptions } from './world.js';

/** What a world consists of. */
export interface Parts {
  running: Map<string, Served>;
  gateways: string[];
  addresses: {
    nats: { url: string; user: string; pass: string; monitorUrl: string };
    redisUrl: string;
    redisPrefix: string;
    mongoUrl: string;
    databases: string[];
  };
  /** Environment of the staff command. */
  operator: NodeJS.ProcessEnv;
  forget(): Promise<void>;
}

interface Place {
  folder: string;
  id: string;
  smtpPort: number;
  options: WorldOptions;
}

interface Servers {
  nats: NatsServed;
  redis: Served;
  mongo: Served | undefined;
  mongoUrl: string;
  secrets: Secrets;
}

const order: readonly ProcessName[] = ['identity', 'organization', 'pin', 'gateway'];
const observer = { user: 'observer', pass: 'observer' };

export async function startParts(tools: Tools, place: Place): Promise<Parts> {
  const servers = await startServers(tools, place);
  const running = new Map<string, Served>([
    ['nats', servers.nats],
    ['redis', servers.redis],
  ]);
  if (servers.mongo) running.set('mongo', servers.mongo);
  const suffix = `_${place.id}`;
  const gatewayPorts = await Promise.all(Array.from({ length: place.options.replicas ?? 1 }, () => tools.freePort()));
  const gateways = gatewayPorts.map((port) => `http://127.0.0.1:${port}`);
  const world = {
    secrets: servers.secrets,
    folder: place.folder,
    natsUrl: servers.nats.url,
    natsMonitorUrl: servers.nats.monitorUrl,
    redisUrl: servers.redis.url,
    mongoUrl: servers.mongoUrl,
    smtpUrl: `smtp://127.0.0.1:${place.smtpPort}`,
    publicBaseUrl: gateways[0],
    databaseSuffix: suffix,
    programsDir: place.options.programsDir,
  };
  for (const [name, part] of await startProcesses(tools, { place, world, gatewayPorts })) running.set(name, part);
  const databases = ['identity', 'organization', 'pin'].map((name) => `portico_${name}${suffix}`);
  return {
    running,
    gateways,
    addresses: {
      nats: { url: servers.nats.url, ...observer, monitorUrl: servers.nats.monitorUrl },
      redisUrl: servers.redis.url,
      redisPrefix: 'portico',
      mongoUrl: servers.mongoUrl,
      databases,
    },
    operator: { ...process.env, ...tools.environmentOf('operator', world) },
    forget: () => forget(servers, databases, place.folder),
  };
}

async function startServers(tools: Tools, { folder, options }: Place): Promise<Servers> {
  const secrets = tools.secretsIn(folder);
  const conf = tools.natsAuthorization({ ...secrets.natsPasswords, [observer.user]: observer.pass });
  const given = options.ownMongo ? undefined : process.env.MONGODB_URI;
  const [nats, redis, mongo] = await Promise.all([
    tools.startNats({ dir: join(folder, 'nats'), conf }),
    tools.startRedis({ dir: join(folder, 'redis'), fsync: 'always' }),
    given ? undefined : tools.startMongo({ dir: join(folder, 'mongo'), fsync: options.ownMongo ?? false }),
  ]);
  return { nats, redis, mongo, mongoUrl: given ?? mongo?.url ?? '', secrets };
}

interface Boot {
  place: Place;
  world: object;
  gatewayPorts: number[];
}

async function startProcesses(tools: Tools, boot: Boot): Promise<[string, Served][]> {
  const { processes = order, replicas = 1 } = boot.place.options;
  const numbers = Array.from({ length: replicas }, (_, index) => index);
  const plans = order
    .filter((name) => processes.includes(name))
    .flatMap((name) => numbers.map((index) => ({ name, index })));
  return Promise.all(
    plans.map(async ({ name, index }): Promise<[string, Served]> => {
      return [`${name}-${index + 1}`, await startProcess(tools, boot, { name, index })];
    }),
  );
}

async function startProcess(
  tools: Tools,
  { place, world, gatewayPorts }: Boot,
  { name, index }: { name: ProcessName; index: number },
) {
  const opsPort = await tools.freePort();
  const url = `http://127.0.0.1:${opsPort}`;
  const environment = tools.environmentOf(name, { ...world, opsPort, httpPort: gatewayPorts[index] });
  const { PATH = '', HOME = '' } = process.env;
  const program = { DEFAULT_PROGRAM: place.options.program ?? 'medi-cal' };
  const env = { PATH, HOME, ...environment, ...program, ...place.options.environment?.[name] };
  const main = relative(tools.repository, tools.mains[name] ?? '');
  const command = { file: tools.node24(), args: [join(place.options.platform ?? tools.repository, main)], env };
  const programs = [{ name, command, ready: () => readiness(url) }];
  return tools.serve({
    kind: name,
    way: 'build',
    dir: join(place.folder, `${name}-${index + 1}`),
    url,
    ports: [opsPort],
    programs,
    tries: 1,
  });
}

async function readiness(url: string): Promise<void> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
  if (!answer.ok) throw new Error(`${url}/readyz answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

async function forget({ mongo, mongoUrl }: Servers, databases: string[], folder: string): Promise<void> {
  if (!mongo) {
    const client = await new MongoClient(mongoUrl).connect();
    await Promise.all(databases.map((name) => client.db(name).dropDatabase()));
    await client.close();
  }
  if (!process.env.PORTICO_KEEP_WORLDS) rmSync(folder, { recursive: true, force: true });
}
