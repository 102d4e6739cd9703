// Own processes: started detached, known by pid and time of birth, ended by pid and nothing else.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** When the process was born, so that a pid the system gave to somebody else is never taken for ours. */
export function bornAt(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim();
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
    // A dead leader whose threads still run down holds its sockets: it counts as alive until they are gone.
    const isGone = fields[0] === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1;
    return isGone ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

export const isAlive = ({ pid, born }) => born !== undefined && bornAt(pid) === born;

/** Starts a program in its own process group, its output appended to a log file. */
export function launch({ file, args, log, env, cwd }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a', 0o600);
  const child = spawn(file, args, { detached: true, stdio: ['ignore', output, output], env: env ?? process.env, cwd });
  closeSync(output);
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new Error(`${file} could not be started: is it installed and executable?`);
  return { pid: child.pid, born: bornAt(child.pid) ?? 'gone', log };
}

/** The direct children of a process (Linux; elsewhere none are reported). */
export function childrenOf(pid) {
  try {
    const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
    return pids.map((child) => ({ pid: child, born: bornAt(child) }));
  } catch {
    return [];
  }
}

/** Sends a signal to a living process of ours; says whether it hit. */
export function signal(started, name) {
  if (!isAlive(started)) return false;
  try {
    process.kill(started.pid, name);
    return true;
  } catch {
    return false;
  }
}

export async function ended(started, milliseconds) {
  const until = Date.now() + milliseconds;
  while (isAlive(started)) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}

/** Asks a process to end, and insists with SIGKILL when it does not within the time. */
export async function end(started, { with: name = 'SIGTERM', within = 10_000 } = {}) {
  if (!signal(started, name) || (await ended(started, within))) return;
  signal(started, 'SIGKILL');
  await ended(started, 5_000);
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A free loopback port below the ephemeral range: a client that reconnects to a dead server can never occupy it. */
export async function freePort(preferred) {
  if (preferred && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < 200; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port between 20000 and 32000 on 127.0.0.1: end something that listens there.');
}

const tail = (log) => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n') : '');

/** Waits until `check` resolves; fails as soon as the process died, with the end of its log. */
export async function ready(name, started, check, within = 60_000) {
  const until = Date.now() + within;
  for (;;) {
    const problem = await check().then(
      () => undefined,
      (error) => error,
    );
    if (!problem) return;
    if (!isAlive(started))
      throw new Error(`${name} ended while starting; the end of ${started.log}:\n${tail(started.log)}`);
    if (Date.now() > until) {
      throw new Error(
        `${name} did not become ready (${problem.message}); the end of ${started.log}:\n${tail(started.log)}`,
      );
    }
    await sleep(50);
  }
}

/** Runs a command to its end and gives its output; the error carries what it printed. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    execFile(file, args, { maxBuffer: 64 << 20, ...options }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout.trim());
      reject(
        new Error(`${file} ${args.slice(0, 6).join(' ')}: ${(stderr || stdout || error.message).trim().slice(-1500)}`),
      );
    });
  });
}

export const onPath = (name) =>
  run(process.platform === 'win32' ? 'where' : 'which', [name]).then(
    (found) => found.split('\n')[0],
    () => undefined,
  );
