// Test worlds whose test was killed leave processes behind: whatever is recorded in a folder of worlds is ended.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recorded, stopServer } from './servers/index.mjs';
import { isAlive } from './servers/process.mjs';

/** A world belongs to the process that made it; while that lives, the world is left alone. */
function isAbandoned(world) {
  const owner = join(world, 'owner.json');
  return !existsSync(owner) || !isAlive(JSON.parse(readFileSync(owner, 'utf8')));
}

export async function sweep(folder) {
  if (!existsSync(folder)) return;
  for (const world of readdirSync(folder)
    .map((name) => join(folder, name))
    .filter(isAbandoned)) {
    const records = readdirSync(world, { recursive: true }).filter((name) => name.endsWith('running.json'));
    for (const dir of records.map((name) => dirname(join(world, name)))) if (recorded(dir)) await stopServer(dir);
    if (!process.env.PORTICO_KEEP_WORLDS) rmSync(world, { recursive: true, force: true });
  }
}
