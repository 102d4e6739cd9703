import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../src/index.js';
import { Driver } from '../driver.js';
import { judge, openBooks, unpublished } from './audit.js';
import { sharedBox } from './box.js';
import { Chance } from './chance.js';
import { type Kills, noKills, reap } from './faults.js';
import { PatientClient, type Tally } from './patient.js';
import { type Entry, type Office, Registrar } from './registrar.js';

export interface Verdict {
  seed: number;
  acknowledged: number;
  failed: string[];
  kills: Kills;
  tally: Tally;
  violations: string[];
}

/** How long everything has to come to rest after the last fault, in milliseconds. */
const drain = 60_000;

export interface Crowd {
  people: number;
  seed: number;
  /** So many come each time just before something dies, so that nothing dies unused. */
  wave?: number;
}

/** People register while everything is killed around them; then the books are opened. */
export async function ledger(world: World, { people, seed, wave = 0 }: Crowd): Promise<Verdict> {
  const chance = new Chance(seed);
  const tally: Tally = { unknown: 0, replays: 0, violations: [] };
  const client = new PatientClient(world, tally);
  const ops = await new Driver(world).ops().catch((error: Error) => error);
  if (ops instanceof Error) return unstaffed(seed, tally, ops);
  const office: Office = { world, client, chance, ops, box: sharedBox(world) };
  const coming: Promise<PromiseSettledResult<Entry>[]>[] = [];
  const come = (count: number): void =>
    void coming.push(Promise.allSettled(Array.from({ length: count }, () => new Registrar(office).register())));
  let over = wave > 0;
  come(people);
  const reaping = reap(world, { chance, over: () => over, before: wave > 0 ? () => come(wave) : undefined });
  if (wave > 0) await reaping;
  const outcomes = (await Promise.all(coming)).flat();
  over = true;
  const kills = await reaping;
  const entries = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  const violations = [...tally.violations, ...(await rested(world, entries)), ...(await judged(world, entries))];
  return { seed, acknowledged: entries.length, failed, kills, tally, violations };
}

/** A build so broken that not even the staff account that issues tokens gets its link. */
function unstaffed(seed: number, tally: Tally, { message }: Error): Verdict {
  return { seed, acknowledged: 0, failed: [], kills: noKills(), tally, violations: [`no staff account: ${message}`] };
}

/** Waits for every acknowledged registration to be provisioned and mailed, and for the outboxes to be empty. */
async function rested(world: World, entries: readonly Entry[]): Promise<string[]> {
  const until = performance.now() + drain;
  const missing = (): Entry[] => entries.filter(({ person }) => world.mails.to(person.email).length === 0);
  while (performance.now() < until && (missing().length > 0 || (await unpublished(world)) > 0)) await pause(500);
  const left = await unpublished(world);
  return [
    ...missing().map(({ registrationId }) => `registration ${registrationId} was acknowledged, and no mail came`),
    ...(left > 0 ? [`${left} documents still hold facts that were never published`] : []),
  ];
}

async function judged(world: World, entries: readonly Entry[]): Promise<string[]> {
  const { books, close } = await openBooks(world);
  const violations = await judge(world, entries, books);
  await close();
  return violations;
}
