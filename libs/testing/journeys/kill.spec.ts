import { randomInt } from 'node:crypto';
import { ledger } from './ledger/ledger.js';
import { officeHours } from './ledger/office-hours.js';
import { verdictOn } from './ledger/verdict.js';

const seed = Number(process.env['LEDGER_SEED'] ?? randomInt(1, 2 ** 31));
const people = Number(process.env['LEDGER_PEOPLE'] ?? 300);

/** Org Admins at work, and how many of their commands are acknowledged at each desk. */
const desks = Number(process.env['LEDGER_DESKS'] ?? 24);
const commands = 44;

describe(`whatever is killed, nothing is lost and nothing doubled (LEDGER_SEED=${seed})`, () => {
  it(`${people} registrations in flight, every process and every server killed [X-05] [X-06]`, async () => {
    const verdict = await verdictOn((world) => ledger(world, { people, seed }));
    process.stdout.write(
      `seed ${seed}: ${verdict.acknowledged} acknowledged, ${verdict.kills.hit} kills, ${verdict.tally.unknown} outcomes unknown at first, ${verdict.tally.replays} repeats\n`,
    );
    expect(verdict.kills.hit).toBe(verdict.kills.planned);
    expect(verdict.tally.unknown).toBeGreaterThan(0);
    expect(verdict.failed).toEqual([]);
    expect(verdict.acknowledged).toBe(people);
    expect(verdict.violations).toEqual([]);
  }, 900_000);

  it(`${desks * commands} commands of Org Admins, every process and every server killed [X-05]`, async () => {
    const verdict = await verdictOn((world) => officeHours(world, { desks, commands, seed }));
    process.stdout.write(
      `seed ${seed}: ${verdict.acknowledged} commands acknowledged, ${verdict.kills.hit} kills, ${verdict.tally.unknown} outcomes unknown at first, ${verdict.tally.replays} repeats\n`,
    );
    expect(verdict.kills.hit).toBe(verdict.kills.planned);
    expect(verdict.tally.unknown).toBeGreaterThan(0);
    expect(verdict.failed).toEqual([]);
    expect(verdict.acknowledged).toBe(desks * commands);
    expect(verdict.violations).toEqual([]);
  }, 900_000);

  it.each(['publish-before-save', 'no-inbox', 'no-sweep'])(
    'a build with the planted fault %s is caught',
    async (fault) => {
      const crowd = { people: 20, wave: 20, seed };
      const verdict = await verdictOn((world) => ledger(world, crowd), { fault });
      process.stdout.write(`${fault}: ${verdict.acknowledged} acknowledged, ${verdict.violations.length} violations\n`);
      expect([...verdict.violations, ...verdict.failed].length).toBeGreaterThan(0);
    },
    900_000,
  );
});
