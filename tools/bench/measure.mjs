// Load, CPU time and processes for the benchmarks. Only this machine is loaded, for a bounded time.
import { fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const percentile = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** CPU seconds that these processes used so far, user and system (Linux: 100 ticks a second). */
export function cpuOf(pids) {
  const ticks = pids.map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13));
  return ticks.flat().reduce((sum, each) => sum + Number(each), 0) / 100;
}

/** Resident memory of a process in MB. */
export const residentOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a floor process and waits until it serves; answers it and the milliseconds that took. */
export async function floor(name, env = {}) {
  const started = performance.now();
  const child = fork(fileURLToPath(new URL(`floor/${name}.mjs`, import.meta.url)), { env: { ...process.env, ...env } });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the floor ${name} ended with ${code}`)));
  });
  return { pid: child.pid, readyMs: performance.now() - started, stop: () => child.kill('SIGKILL') };
}

/** Runs a floor program to its end; answers what it printed as JSON. */
export function result(name, env) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`floor/${name}.mjs`, import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`${name} ended with ${code}`)),
    );
  });
}

/** Each connection begins with another of the requests: else all of them would be the same person at the same time. */
function inTurn(requests) {
  let next = 0;
  return (client) => {
    const at = next++ % requests.length;
    client.setRequests([...requests.slice(at), ...requests.slice(0, at)]);
  };
}

/** Asks for `seconds` on `connections` at once; figures by status, and the CPU that `pids` used for one answered request. */
export async function load({ url, connections, seconds, pids = [], requests, ...request }) {
  const before = cpuOf(pids);
  const times = new Map();
  const asked = requests ?? [request];
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 30,
    requests: asked,
    setupClient: inTurn(asked),
  });
  run.on('response', (_client, status, _bytes, ms) =>
    (times.get(status) ?? times.set(status, []).get(status)).push(ms),
  );
  const { requests: counts, duration } = await run;
  const good = [...times].filter(([status]) => status < 300).flatMap(([, all]) => all);
  return {
    rate: good.length / duration,
    total: counts.total,
    p50: percentile(good, 0.5),
    p99: percentile(good, 0.99),
    cpuMs: ((cpuOf(pids) - before) * 1_000) / Math.max(1, good.length),
    times,
  };
}

/** Rounds of A and B in turn, after one that does not count: a process just started still compiles. Answers both lists. */
export async function alternating(rounds, one, other) {
  const pairs = [];
  await one();
  await other();
  for (let round = 0; round < rounds; round += 1) pairs.push([await one(), await other()]);
  return pairs;
}
