import { pack } from '../../journeys/packs.js';
import type { Stage } from '../stage.js';
import type { Probe } from '../words.js';
import { ownProbes } from './own.js';
import { peopleProbes } from './people.js';
import { processProbes, staffProbes } from './processes.js';
import { wayInProbes } from './ways-in.js';

/** Every way in which every operation is asked for, by its name. */
export function probesOn(stage: Stage): Record<string, Probe[]> {
  const { program } = stage.driver.world;
  const [{ id: type = '' } = {}] = pack(program).correspondenceTypes;
  return {
    ...wayInProbes(stage, program),
    ...ownProbes(stage),
    ...peopleProbes(stage, type),
    ...staffProbes(stage, program),
    ...processProbes(stage, program),
  };
}
