// The provided servers: one folder with Debian sid's NATS, Redis and PostgreSQL + DocumentDB, and FerretDB before it.
// Built once per user, outside any checkout; see README.md beside the tools for what it needs.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { locked } from './lock.mjs';
import { onPath, run } from './process.mjs';

const RECIPE = '1';
const FERRETDB = 'github.com/FerretDB/FerretDB/v2/cmd/ferretdb@v2.7.0';
const PACKAGES = ['postgresql-18-documentdb', 'redis-server', 'nats-server'];

const cache = () =>
  process.env.PORTICO_SERVERS_DIR ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'portico', 'servers');
const marker = () => join(cache(), 'recipe');

export const isProvided = () => existsSync(marker()) && readFileSync(marker(), 'utf8').trim() === RECIPE;
export const providedRoot = () => join(cache(), 'root');
export const ferretdb = () => join(cache(), 'bin', 'ferretdb');

/** What this machine lacks for building the provided servers, or nothing. */
export async function missingForProvided() {
  if (process.platform !== 'linux') return 'Linux';
  if (process.getuid() !== 0) return 'root';
  if (!(await onPath('apt-get'))) return 'Debian’s apt-get';
  if (!(await onPath('go'))) return 'Go';
  return undefined;
}

/** Builds the folder, unless it is there; two checkouts that ask at once wait for one build. */
export async function provide(say) {
  if (isProvided()) return;
  mkdirSync(cache(), { recursive: true });
  const unlock = await locked(join(cache(), 'lock'), () => say('another checkout builds the servers; waiting for it'));
  try {
    if (!isProvided()) await build(say);
  } finally {
    unlock();
  }
}

async function build(say) {
  const draft = join(cache(), 'draft');
  await discard(draft);
  mkdirSync(join(draft, 'bin'), { recursive: true });
  await Promise.all([debian(join(draft, 'root'), say), installFerret(join(draft, 'bin'), say)]);
  for (const part of ['root', 'bin']) {
    await discard(join(cache(), part));
    renameSync(join(draft, part), join(cache(), part));
  }
  writeFileSync(marker(), `${RECIPE}\n`);
  say('the provided servers are built');
}

// Nothing is mounted in a draft outside the builder's own mount namespace; one-file-system makes sure of it.
const discard = (dir) => run('rm', ['-rf', '--one-file-system', dir]);

async function installFerret(bin, say) {
  say('FerretDB: go install (about 90 s the first time)');
  await run('go', ['install', FERRETDB], {
    env: { ...process.env, GOBIN: bin, GOFLAGS: '', GOTOOLCHAIN: 'auto', CGO_ENABLED: '0' },
  });
  say('FerretDB is there');
}

async function debian(root, say) {
  if (!(await onPath('debootstrap'))) {
    say('installing debootstrap');
    await quietly('apt-get', ['update', '-qq']).catch(() => undefined);
    await quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'debootstrap']);
  }
  say('Debian sid, minimal (about 1 minute)');
  const mirror = process.env.PORTICO_DEBIAN_MIRROR;
  await isolated(['debootstrap', '--variant=minbase', 'sid', root, ...(mirror ? [mirror] : [])]);
  await settleRoot(root);
  say(`${PACKAGES.join(', ')} (about 1 minute, 450 MB)`);
  const install = 'mount -t proc proc "$0/proc"; exec chroot "$0" apt-get install -y -qq --no-install-recommends "$@"';
  await isolated(['sh', '-ec', install, root, ...PACKAGES]);
  await quietly('chroot', [root, 'apt-get', 'clean']);
  say('Debian’s servers are there');
}

// A package must not start its daemon in here; without this file postgresql-common fails to configure.
async function settleRoot(root) {
  writeFileSync(join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const acquire = await run('apt-config', ['dump', '--format', '%F "%v";%n', 'Acquire']).catch(() => '');
  const proxies = acquire.split('\n').filter((line) => /::proxy /i.test(line) && !/"";$/.test(line));
  writeFileSync(join(root, 'etc/apt/apt.conf.d/90portico'), `${proxies.join('\n')}\nAcquire::Retries "5";\n`);
  mkdirSync(join(root, 'srv/data'), { recursive: true });
}

const quietly = (file, args) =>
  run(file, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } });

// Mounts made in here vanish with the command, whatever ends it.
const isolated = (command) => quietly('unshare', ['--mount', ...command]);
