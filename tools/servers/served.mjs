// A running server made of one or more programs. Its folder remembers what runs, so that another process (`down`,
// `status`, a second `start`) finds it again.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, end, ended, isAlive, launch, ready, run, signal } from './process.mjs';

const record = (dir) => join(dir, 'running.json');

export function recorded(dir) {
  try {
    return JSON.parse(readFileSync(record(dir), 'utf8'));
  } catch {
    return undefined;
  }
}

export const logsOf = (dir) =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.log'))
        .map((name) => join(dir, name))
    : [];

export const isRunning = (state) => state?.programs.length === state?.of && Boolean(state?.programs.every(isAlive));

/**
 * Starts the programs in order, each ready before the next, or finds them running.
 * `plan` = {kind, way, dir, url, ports, programs: [{name, command, ready, before?, stop?}], version?, tries?}.
 */
export async function serve(plan) {
  mkdirSync(plan.dir, { recursive: true });
  const before = recorded(plan.dir);
  const found = isRunning(before);
  if (found)
    await Promise.all(plan.programs.map(({ name, ready: check }, at) => ready(name, before.programs[at], check)));
  else await startAll(plan, before);
  return handle(plan, found);
}

async function startAll(plan, before) {
  for (const left of before?.programs ?? []) await end(left);
  const programs = [];
  for (const program of plan.programs) {
    const { container } = program.command;
    if (container) await run(container.engine, ['rm', '-f', container.name]).catch(() => '');
    await launchUntilReady(plan, program, programs);
  }
}

/** Written as soon as a program runs, so that whoever ends what was started knows it before it is ready. */
function note(plan, programs) {
  const { kind, url, ports, way, version } = plan;
  const state = { kind, url, ports, way, version, of: plan.programs.length, programs };
  writeFileSync(record(plan.dir), JSON.stringify(state, null, 2), { mode: 0o600 });
}

async function launchUntilReady(plan, { name, command, before, ready: check, stop }, earlier) {
  const log = join(plan.dir, `${name}.log`);
  for (let tries = 1; ; tries++) {
    before?.();
    const started = { name, ...launch({ ...command, log, cwd: plan.dir }), stop, container: command.container };
    note(plan, [...earlier, started]);
    try {
      await ready(`${plan.kind} (${name})`, started, check);
      return earlier.push(started);
    } catch (error) {
      // A predecessor that was killed may hold its shared memory or its port for a moment longer.
      await end(started);
      if (tries < (plan.tries ?? 5)) continue;
      await stopServer(plan.dir);
      throw error;
    }
  }
}

function handle(plan, found) {
  const programs = () => recorded(plan.dir)?.programs ?? [];
  const stop = () => stopServer(plan.dir);
  const kill = () => killServer(plan.dir);
  return {
    kind: plan.kind,
    way: plan.way,
    dir: plan.dir,
    url: plan.url,
    port: plan.ports[0],
    ports: plan.ports,
    found,
    pids: () => programs().map(({ pid }) => pid),
    isAlive: () => isRunning(recorded(plan.dir)),
    stop,
    kill,
    /** The same port, the same data. */
    restart: async () => {
      await stop();
      await startAll(plan);
    },
    start: () => startAll(plan),
  };
}

/** Ends a server in reverse order of its start. */
export async function stopServer(dir) {
  for (const program of [...(recorded(dir)?.programs ?? [])].reverse()) await end(program, { with: program.stop });
  rmSync(record(dir), { force: true });
}

/** SIGKILL to every program; answers the pids that were alive and were hit. */
export async function killServer(dir) {
  const hit = [];
  for (const program of recorded(dir)?.programs ?? []) {
    const { engine, name } = program.container ?? {};
    if (engine) await run(engine, ['kill', name]).catch(() => '');
    const children = childrenOf(program.pid);
    if (signal(program, 'SIGKILL') || engine) hit.push(program.pid);
    for (const child of children) signal(child, 'SIGKILL');
    await ended(program, 5_000);
  }
  return hit;
}
