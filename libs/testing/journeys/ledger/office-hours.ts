import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../../src/index.js';
import { Driver } from '../driver.js';
import { pack } from '../packs.js';
import { anOrganization } from '../people.js';
import { Team } from '../team.js';
import { openBooks, unpublished } from './audit.js';
import { sharedBox } from './box.js';
import { Chance } from './chance.js';
import { type Book, Clerk, type Desk } from './clerk.js';
import { noKills, reap } from './faults.js';
import { faultsIn } from './inspection.js';
import type { Verdict } from './ledger.js';
import { PatientClient, type Tally } from './patient.js';
import type { Office } from './registrar.js';

/** How long everything has to come to rest after the last fault, in milliseconds. */
const drain = 60_000;

export interface Hours {
  desks: number;
  /** Acknowledged commands at each desk. */
  commands: number;
  seed: number;
}

/** Org Admins run their organizations while everything is killed around them; then the books are opened. */
export async function officeHours(world: World, { desks, commands, seed }: Hours): Promise<Verdict> {
  const chance = new Chance(seed);
  const tally: Tally = { unknown: 0, replays: 0, violations: [] };
  const driver = new Driver(world);
  const set = await deskSet(driver, desks);
  const office: Office = {
    world,
    client: new PatientClient(world, tally),
    chance,
    ops: await driver.ops(),
    box: sharedBox(world),
  };
  let over = false;
  const reaping = Promise.allSettled([reap(world, { chance, over: () => over, also: ['pin'] })]);
  const clerks = set.map((desk) => new Clerk(office, desk));
  const outcomes = await Promise.allSettled(clerks.map((clerk) => clerk.work(commands)));
  over = true;
  const [reaped] = await reaping;
  const failed = [...outcomes, reaped].flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  const books = clerks.map(({ book }) => book);
  const acknowledged = books.reduce((sum, book) => sum + book.acknowledged, 0);
  // A platform that did not come back has no books that could be read.
  if (reaped.status === 'rejected')
    return { seed, acknowledged, failed, kills: noKills(), tally, violations: tally.violations };
  const violations = [...tally.violations, ...(await inspected(world, driver, books))];
  return { seed, acknowledged, failed, kills: reaped.value, tally, violations };
}

/** Before the first fault, one desk after the other. */
async function deskSet(driver: Driver, count: number): Promise<Desk[]> {
  const types = pack(driver.world.program).correspondenceTypes.map(({ id }) => id);
  const desks: Desk[] = [];
  while (desks.length < count) {
    const organization = anOrganization();
    const { person, session, organizationId } = await driver.admin(organization);
    const admin = await new Team(driver, organizationId, session).strengthen({ person, session });
    desks.push({ organizationId, admin, npis: organization.npis.map(({ npi }) => npi), types });
  }
  return desks;
}

/** Everything must come to rest by itself; then it must be what was acknowledged, once. */
async function inspected(world: World, driver: Driver, books: readonly Book[]): Promise<string[]> {
  const until = performance.now() + drain;
  for (;;) {
    const left = await unpublished(world);
    const { books: stored, close } = await openBooks(world);
    const faults = await faultsIn({ driver, books, stored });
    await close();
    if (left > 0) faults.push(`${left} documents still hold facts that were never published`);
    if (faults.length === 0 || performance.now() > until) return faults;
    await pause(1_000);
  }
}
