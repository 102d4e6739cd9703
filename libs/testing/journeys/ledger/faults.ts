import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../src/index.js';
import type { Chance } from './chance.js';

/** Everything that dies at least once, and which of it dies together: a store takes its users' last words with it. */
const rounds: readonly (readonly string[])[] = [
  ['identity'],
  ['organization'],
  ['gateway'],
  ['nats'],
  ['redis'],
  ['mongo'],
  ['nats', 'identity'],
  ['nats', 'organization'],
  ['identity', 'organization', 'gateway'],
];

export interface Kills {
  planned: number;
  /** Live processes of this world that were hit, by pid. */
  hit: number;
  lines: string[];
}

export const noKills = (): Kills => ({ planned: 0, hit: 0, lines: [] });

interface Reaping {
  chance: Chance;
  over: () => boolean;
  /** Further processes that die. */
  also?: readonly string[];
  /** Called a moment before anything dies. */
  before?: () => void;
}

/** Kills and restarts at moments that chance decides: every round once, and once more until `over`. */
export async function reap(world: World, { chance, over, also = [], before }: Reaping): Promise<Kills> {
  const kills = noKills();
  const all = [...rounds, ...also.map((name) => [name])];
  for (const [round, names] of [...chance.shuffled(all), ...chance.shuffled(all)].entries()) {
    if (over() && round >= all.length) break;
    await pause(800 + chance.below(1_500));
    before?.();
    await pause(before ? 20 + chance.below(60) : 0);
    await strike(world, names, kills);
    await pause(100 + chance.below(900));
    for (const name of names) await world.restart(name);
  }
  return kills;
}

async function strike(world: World, names: readonly string[], kills: Kills): Promise<void> {
  for (const name of names) {
    kills.planned += 1;
    const hit = await world.kill(name);
    kills.hit += hit.length > 0 ? 1 : 0;
    kills.lines.push(`${name} (${hit.join(', ')})`);
    await pause(name === 'nats' ? 400 : 0);
  }
}
