// The development platform of this checkout: servers, mail catcher and processes under `.portico/`.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, processes, repository, secretsIn } from './environment.mjs';
import { node24 } from './say.mjs';
import { givenMongo, givenNats, givenRedis } from './servers/given.mjs';
import { isRunning, recorded, startMongo, startNats, startRedis, stopServer } from './servers/index.mjs';
import { natsAuthorization } from './servers/nats-users.mjs';
import { freePort } from './servers/process.mjs';
import { serve } from './servers/served.mjs';

export const home = process.env.PORTICO_DIR ?? join(repository, '.portico');
const serversDir = join(home, 'servers');
const runDir = join(home, 'run');

export const mains = {
  identity: join(repository, 'services/identity/dist/main.js'),
  organization: join(repository, 'services/organization/dist/main.js'),
  pin: join(repository, 'services/pin/dist/main.js'),
  gateway: join(repository, 'gateway/dist/main.js'),
};

/** MongoDB, NATS and Redis: those that the environment names, or own ones. */
export async function startServers(say, { fsync = true, onStart = () => undefined } = {}) {
  const { MONGODB_URI, NATS_URL, REDIS_URL } = process.env;
  const conf = natsAuthorization(secretsIn(home).natsPasswords);
  const started = async (kind, promise) => {
    const server = await promise;
    say(
      `${kind}: ${server.url.replace(/\/\/.*@/, '//…@')} (${server.found ? 'found running' : 'started'}, ${server.way})`,
    );
    if (!server.found) onStart(server);
    return server;
  };
  const [nats, redis, mongo] = await Promise.all([
    started('NATS', NATS_URL ? givenNats(NATS_URL) : startNats({ dir: join(serversDir, 'nats'), conf, say })),
    started('Redis', REDIS_URL ? givenRedis(REDIS_URL) : startRedis({ dir: join(serversDir, 'redis'), say })),
    started(
      'MongoDB',
      MONGODB_URI ? givenMongo(MONGODB_URI) : startMongo({ dir: join(serversDir, 'mongo'), fsync, say }),
    ),
  ]);
  return { nats, redis, mongo };
}

const PREFERRED = { http: 8080, mail: 1080, smtp: 1025, identity: 9101, organization: 9102, pin: 9103, gateway: 9100 };
const PART = { http: 'gateway', smtp: 'mail' };

/** The ports of this checkout: kept, so that addresses stay the same, unless somebody else took one meanwhile. */
export async function portsOf() {
  const path = join(home, 'ports.json');
  const kept = { ...PREFERRED, ...(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) };
  const ports = {};
  for (const [name, port] of Object.entries(kept)) {
    const isOurs = isRunning(recorded(join(runDir, PART[name] ?? name)));
    ports[name] = isOurs ? port : await freePort(port);
  }
  writeFileSync(path, JSON.stringify(ports, null, 2));
  return ports;
}

export function worldOf(servers, ports) {
  return {
    secrets: secretsIn(home),
    folder: home,
    natsUrl: servers.nats.url,
    natsMonitorUrl: servers.nats.monitorUrl,
    redisUrl: servers.redis.url,
    mongoUrl: servers.mongo.url,
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    publicBaseUrl: `http://127.0.0.1:${ports.http}`,
    httpPort: ports.http,
  };
}

async function answers(url) {
  const answer = await fetch(url, { headers: { accept: 'text/html, */*' }, signal: AbortSignal.timeout(2_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

/** The mail catcher: takes every mail, delivers none, shows them on a page. */
export function startMail(ports) {
  const url = `http://127.0.0.1:${ports.mail}`;
  const bin = join(repository, 'node_modules/maildev/dist/bin/maildev.js');
  const args = ['--ip', '127.0.0.1', '--smtp', `${ports.smtp}`, '--web-ip', '127.0.0.1', '--web', `${ports.mail}`];
  args.push('--mail-directory', join(home, 'mail'), '--max-emails', '2000');
  mkdirSync(join(home, 'mail'), { recursive: true });
  const command = { file: node24(), args: [bin, ...args] };
  const programs = [{ name: 'maildev', command, ready: () => answers(`${url}/`) }];
  return serve({
    kind: 'mail',
    way: 'packages',
    dir: join(runDir, 'mail'),
    url,
    ports: [ports.mail, ports.smtp],
    programs,
    tries: 1,
  });
}

/** Changes when the built code, the packs or the environment change; a process of another version is replaced. */
function versionOf(environment) {
  const hash = createHash('sha256').update(JSON.stringify(environment));
  const folders = ['gateway', 'libs', 'services'].map((name) => join(repository, name));
  for (const path of [...folders.flatMap(built), ...filesIn(join(repository, 'programs'))])
    hash.update(`${path}${statSync(path).mtimeMs}`);
  return hash.digest('hex');
}

const filesIn = (dir) =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true })
        .map((name) => join(dir, name))
        .filter((path) => statSync(path).isFile())
    : [];
const built = (dir) =>
  [dir, ...readdirSync(dir).map((name) => join(dir, name))]
    .flatMap((path) => filesIn(join(path, 'dist')))
    .filter((path) => path.endsWith('.js'));

export async function startProcess(name, world, ports) {
  if (!existsSync(mains[name]))
    throw new Error(`${mains[name]} does not exist: the build did not make it, run \`npm run build\` and read why.`);
  const environment = environmentOf(name, { ...world, opsPort: ports[name] });
  const url = `http://127.0.0.1:${ports[name]}`;
  const command = {
    file: node24(),
    args: [mains[name]],
    env: { ...process.env, ...environment },
  };
  const programs = [{ name, command, ready: () => answers(`${url}/readyz`) }];
  const dir = join(runDir, name);
  const version = versionOf(environment);
  if (isRunning(recorded(dir)) && recorded(dir).version !== version) await stopServer(dir);
  return serve({ kind: name, way: 'build', dir, url, ports: [ports[name]], programs, version, tries: 1 });
}

const dirsIn = (parent) => (existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : []);

/** Everything that this checkout started and remembers, in the order in which it must be stopped. */
export function remembered() {
  const order = [...processes]
    .reverse()
    .concat('mail')
    .map((name) => join(runDir, name));
  return [...order, ...dirsIn(serversDir)].map((dir) => ({ dir, state: recorded(dir) })).filter(({ state }) => state);
}

export async function stopAll(say) {
  const running = remembered();
  for (const { dir, state } of running) {
    await stopServer(dir);
    say(`${state.kind} stopped`);
  }
  return running.length;
}

/** Forgets all data; secrets and ports stay. */
export async function empty(say) {
  await stopAll(say);
  for (const name of ['servers', 'run', 'mail', 'box', 'letters', 'demo.json'])
    rmSync(join(home, name), { recursive: true, force: true });
  say('the data is empty');
}
