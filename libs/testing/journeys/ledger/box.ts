import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sent, World } from '../../src/index.js';
import type { Office } from './registrar.js';

/** How often the box is looked into for everybody who waits, in milliseconds. */
const rhythm = 150;

/**
 * What was sent in a world, read from the folder itself: hundreds wait for something, while the gateways that would tell them
 * are being killed. Each file is read once.
 */
export function sharedBox(world: World): Office['box'] {
  const folder = join(world.folder, 'box');
  const known = new Set<string>();
  const sent = new Map<string, Sent[]>();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    for (const file of newIn(folder, known)) {
      const { item } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { item: Sent };
      const key = `${item.kind} ${item.about}`;
      sent.set(key, [item, ...(sent.get(key) ?? [])]);
    }
    await pause(rhythm);
    looking = undefined;
  };
  return async ({ kind, about }) => {
    looking ??= look();
    await looking;
    return sent.get(`${kind} ${about}`) ?? [];
  };
}

/** Files that were not seen before, oldest first: their names sort the newest first. */
function newIn(folder: string, known: Set<string>): string[] {
  const found = readdirSync(folder).filter((name) => name.endsWith('.json') && !known.has(name));
  found.forEach((name) => known.add(name));
  return found.sort().reverse();
}
