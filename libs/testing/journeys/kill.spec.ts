import { randomInt } from 'node:crypto';
import { World } from '../src/index.js';
import { ledger, type Verdict } from './ledger/ledger.js';

const seed = Number(process.env['LEDGER_SEED'] ?? randomInt(1, 2 ** 31));
const people = Number(process.env['LEDGER_PEOPLE'] ?? 300);

/** One run of the ledger in a world of its own, which is ended whatever happens. */
async function verdictOn(people: number, fault?: string): Promise<Verdict> {
  const environment: Record<string, string> = fault ? { PORTICO_FAULT: fault } : {};
  const world = await World.start({
    replicas: 2,
    ownMongo: true,
    environment: { identity: environment, organization: environment },
  });
  try {
    return await ledger(world, { people, seed });
  } finally {
    await world.stop();
  }
}

describe(`whatever is killed, nothing is lost and nothing doubled (LEDGER_SEED=${seed})`, () => {
  it(`${people} registrations in flight, every process and every server killed [X-05] [X-06]`, async () => {
    const verdict = await verdictOn(people);
    process.stdout.write(
      `seed ${seed}: ${verdict.acknowledged} acknowledged, ${verdict.kills.hit} kills, ${verdict.tally.unknown} outcomes unknown at first, ${verdict.tally.replays} repeats\n`,
    );
    expect(verdict.kills.hit).toBe(verdict.kills.planned);
    expect(verdict.tally.unknown).toBeGreaterThan(0);
    expect(verdict.failed).toEqual([]);
    expect(verdict.acknowledged).toBe(people);
    expect(verdict.violations).toEqual([]);
  }, 900_000);

  it.each(['publish-before-save', 'no-inbox', 'no-sweep'])(
    'a build with the planted fault %s is caught',
    async (fault) => {
      const verdict = await verdictOn(40, fault);
      expect([...verdict.violations, ...verdict.failed].length).toBeGreaterThan(0);
    },
    900_000,
  );
});
