// Where a server's program comes from: the machine's PATH, a container engine, or the provided folder. In each the
// program sees its data under `data`, and listens where loopback of this machine reaches it.
import { chownSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { missingForProvided, provide, providedRoot } from './provided.mjs';
import { onPath, run } from './process.mjs';

const INSIDE = '/srv/data';
export const images = { mongo: 'mongo:8', nats: 'nats:2.15', redis: 'redis:8' };

const fromPath = (binary) => ({
  way: 'PATH',
  data: (dir) => dir,
  listen: '127.0.0.1',
  own: () => undefined,
  command: (_dir, args) => ({ file: binary, args }),
});

const container = (engine, image) => ({
  way: engine,
  data: () => INSIDE,
  listen: '0.0.0.0',
  own: () => undefined,
  command: (dir, [program, ...args], ports) => {
    const name = `portico-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;
    const user = process.getuid ? ['--user', `${process.getuid()}:${process.getgid()}`] : [];
    const published = ports.flatMap((port) => ['-p', `127.0.0.1:${port}:${port}`]);
    const flags = ['run', '--rm', '--name', name, ...user, '-v', `${dir}:${INSIDE}`, ...published];
    return { file: engine, args: [...flags, '--entrypoint', program, image, ...args], container: { engine, name } };
  },
});

/** A program inside the provided folder, under its own user, its data mounted in a namespace that ends with it. */
export const provided = (user) => ({
  way: 'provided',
  data: () => INSIDE,
  listen: '127.0.0.1',
  own: (dir) => own(dir, userIn(user)),
  command: (dir, args) => {
    const { uid, gid } = userIn(user);
    const script = 'mount --bind "$0" "$1/srv/data"; root="$1"; shift; exec chroot --userspec="$1" "$root" "${@:2}"';
    return { file: 'unshare', args: ['--mount', 'bash', '-ec', script, dir, providedRoot(), `${uid}:${gid}`, ...args] };
  },
});

function userIn(user) {
  const users = readFileSync(join(providedRoot(), 'etc/passwd'), 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === user) ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(uid), gid: Number(gid) };
}

function own(path, { uid, gid }) {
  if (!existsSync(path)) return;
  chownSync(path, uid, gid);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) own(join(path, name), { uid, gid });
}

async function containerEngine() {
  for (const engine of ['docker', 'podman']) {
    if (!(await onPath(engine))) continue;
    const answers = await run(engine, ['version', '--format', '{{.Server.Version}}'], { timeout: 5_000 }).catch(
      () => '',
    );
    if (answers) return engine;
  }
  return undefined;
}

const CURES = {
  mongo:
    'Debian: install MongoDB from https://www.mongodb.com/docs/manual/administration/install-on-linux/ or `apt install golang` and run as root; macOS: `brew install mongodb-community`; Windows: `winget install MongoDB.Server`',
  nats: 'Debian: `apt install nats-server` of sid, or https://github.com/nats-io/nats-server/releases; macOS: `brew install nats-server`; Windows: `winget install NATSAuthors.NATSServer`',
  redis:
    'Debian: `apt install redis-server`; macOS: `brew install redis`; Windows: `winget install Memurai.MemuraiDeveloper`, or Redis in WSL',
};
const BINARIES = { mongo: 'mongod', nats: 'nats-server', redis: 'redis-server' };

/** Finds how this machine runs a server, in the order PATH, container engine, provided folder. */
export async function wayTo(kind, say, { isGoodEnough = async () => true } = {}) {
  const binary = await onPath(BINARIES[kind]);
  if (binary && (await isGoodEnough(binary))) return fromPath(binary);
  const engine = await containerEngine();
  if (engine) return container(engine, images[kind]);
  const missing = await missingForProvided();
  if (missing) {
    throw new Error(
      `No ${BINARIES[kind]} on PATH, no container engine that answers, and the provided servers need ${missing}. ${CURES[kind]}; or set its URL in the environment.`,
    );
  }
  await provide(say);
  return provided(kind === 'mongo' ? 'postgres' : kind);
}
