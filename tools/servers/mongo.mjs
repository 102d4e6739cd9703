import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bornAt, ended, end, freePort, launch, ready, run } from './process.mjs';
import { mongoWireVersion, postgresAccepts } from './probe.mjs';
import { ferretdb } from './provided.mjs';
import { isRunning, recorded, serve } from './served.mjs';
import { wayTo } from './ways.mjs';

const POSTGRES = '/usr/lib/postgresql/18/bin';
const DOCUMENTDB = [
  'enableLetAndCollationForQueryMatch',
  'enableNowSystemVariable',
  'enableSortbyIdPushDownToPrimaryKey',
  'enableSchemaValidation',
  'enableBypassDocumentValidation',
  'enableUserCrud',
];

/** MongoDB, or FerretDB on PostgreSQL with DocumentDB. `fsync: false` is for tests only. */
export async function startMongo({ dir: folder, port: wanted, fsync = true, say = () => undefined }) {
  const dir = resolve(folder);
  mkdirSync(dir, { recursive: true });
  const before = recorded(dir);
  const way = await wayTo('mongo', say);
  const isProvided = way.way === 'provided';
  const ports = isRunning(before) ? before.ports : [await freePort(wanted ?? before?.ports[0])];
  if (isProvided && ports.length === 1) ports.push(await freePort(before?.ports[1]));
  const url = `mongodb://127.0.0.1:${ports[0]}/`;
  const programs = isProvided
    ? await twoPrograms({ way, dir, ports, url, fsync, say })
    : [mongod({ way, dir, ports, url })];
  return serve({ kind: 'mongo', way: way.way, dir, url, ports, programs });
}

function mongod({ way, dir, ports, url }) {
  mkdirSync(join(dir, 'db'), { recursive: true });
  const program = way.way === 'PATH' ? [] : ['mongod'];
  const args = ['--dbpath', `${way.data(dir)}/db`, '--port', `${ports[0]}`, '--bind_ip', way.listen, '--nounixsocket'];
  return {
    name: 'mongod',
    command: way.command(dir, [...program, ...args], ports),
    ready: () => mongoWireVersion(url),
  };
}

async function twoPrograms({ way, dir, ports: [port, behind], url, fsync, say }) {
  await initialize({ way, dir, behind, say });
  const postgres = {
    name: 'postgres',
    command: way.command(dir, [`${POSTGRES}/postgres`, ...settings(behind, fsync)]),
    before: () => forgetStalePid(join(dir, 'pgdata/postmaster.pid')),
    ready: () => postgresAccepts(behind),
    stop: 'SIGINT',
  };
  const args = [`--listen-addr=127.0.0.1:${port}`, '--no-auth', `--postgresql-url=${postgresUrl(behind)}`];
  args.push(`--state-dir=${join(dir, 'ferretdb')}`, '--debug-addr=-', '--telemetry=disable', '--log-level=warn');
  mkdirSync(join(dir, 'ferretdb'), { recursive: true });
  return [postgres, { name: 'ferretdb', command: { file: ferretdb(), args }, ready: () => mongoWireVersion(url) }];
}

// The pid in the file may be dead but not yet reaped, or after a reboot belong to anything: PostgreSQL would refuse.
function forgetStalePid(path) {
  if (!existsSync(path)) return;
  const pid = readFileSync(path, 'utf8').split('\n')[0];
  const isPostgres = () => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  if (bornAt(pid) === undefined || !isPostgres()) rmSync(path);
}

const postgresUrl = (port) => `postgres://postgres@127.0.0.1:${port}/postgres`;

function settings(port, fsync) {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    dynamic_shared_memory_type: 'mmap',
    max_connections: 300,
    shared_preload_libraries: 'pg_cron,pg_documentdb_core,pg_documentdb',
    'cron.database_name': 'postgres',
    'cron.host': '127.0.0.1',
    'documentdb.maxUserLimit': 100,
    ...Object.fromEntries(DOCUMENTDB.map((name) => [`documentdb.${name}`, 'on'])),
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  const flags = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', '/srv/data/pgdata', '-p', `${port}`, ...flags];
}

/** A new cluster: made beside its place and renamed, so that an interrupted start leaves nothing half made. */
async function initialize({ way, dir, behind, say }) {
  if (existsSync(join(dir, 'pgdata/portico-ready'))) return;
  say('preparing the database folder');
  await run('rm', ['-rf', join(dir, 'pgdata')]);
  way.own(dir);
  const within = ({ file, args }) => run(file, args);
  const options = ['--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '-U', 'postgres'];
  await within(way.command(dir, [`${POSTGRES}/initdb`, '-D', '/srv/data/pgdata', ...options]));
  const first = launch({
    ...way.command(dir, [`${POSTGRES}/postgres`, ...settings(behind, true)]),
    log: join(dir, 'initdb.log'),
  });
  await ready('PostgreSQL', first, () => postgresAccepts(behind));
  const sql = 'create extension documentdb cascade';
  await within(way.command(dir, [`${POSTGRES}/psql`, postgresUrl(behind), '-v', 'ON_ERROR_STOP=1', '-qc', sql]));
  await end(first, { with: 'SIGINT' });
  await ended(first, 1_000);
  await within(way.command(dir, ['touch', '/srv/data/pgdata/portico-ready']));
}
