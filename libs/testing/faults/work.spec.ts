import { randomInt } from 'node:crypto';
import { officeHours } from '../journeys/ledger/office-hours.js';
import { verdictOn } from '../journeys/ledger/verdict.js';

const seed = Number(process.env['LEDGER_SEED'] ?? randomInt(1, 2 ** 31));

/** Not identity: with facts before their change nobody could even sign in to work. */
const into = ['organization', 'pin'] as const;

/** Minutes each: run by `npm run ledger -- --mutants`, and no part of `npm test`. */
describe(`the work of Org Admins on a broken build (LEDGER_SEED=${seed})`, () => {
  it.each(['publish-before-save', 'no-inbox', 'no-sweep'])(
    'the planted fault %s is caught',
    async (fault) => {
      const work = { desks: 6, commands: 30, seed };
      const verdict = await verdictOn((world) => officeHours(world, work), { fault, into });
      expect([...verdict.violations, ...verdict.failed].length).toBeGreaterThan(0);
    },
    900_000,
  );
});
