import { World } from '../../src/index.js';
import type { Verdict } from './ledger.js';

/** One run in a world of its own, which is ended whatever happens. */
export async function verdictOn(run: (world: World) => Promise<Verdict>, fault?: string): Promise<Verdict> {
  const planted: Record<string, string> = fault ? { PORTICO_FAULT: fault } : {};
  const world = await World.start({
    replicas: 2,
    ownMongo: true,
    environment: { identity: planted, organization: planted, pin: planted },
  });
  try {
    return await run(world);
  } finally {
    await world.stop();
  }
}
