import { World } from '../../src/index.js';
import type { Verdict } from './ledger.js';

const services = ['identity', 'organization', 'pin'] as const;

/** A fault that is planted, in every service unless told. */
interface Planted {
  fault: string;
  into?: readonly (typeof services)[number][];
}

/** One run in a world of its own, which is ended whatever happens. */
export async function verdictOn(run: (world: World) => Promise<Verdict>, planted?: Planted): Promise<Verdict> {
  const broken = planted ? (planted.into ?? services) : [];
  const environment = Object.fromEntries(broken.map((name) => [name, { PORTICO_FAULT: planted?.fault ?? '' }]));
  const world = await World.start({ replicas: 2, ownMongo: true, environment });
  try {
    return await run(world);
  } finally {
    await world.stop();
  }
}
