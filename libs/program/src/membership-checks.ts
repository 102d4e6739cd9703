import { type Check, isShorter } from './check.js';

/** A PIN on a screen longer than this was left there (MC-PIN-05). */
const longestReveal = 'PT30S';

/** Warnings come before what they warn of. */
export const membershipChecks: Check[] = [
  function* warnings({ membership: { neverAssigned, dormant } }) {
    for (const [name, { after, warnings }] of Object.entries({ neverAssigned, dormant })) {
      const late = warnings.findIndex((warning) => !isShorter(warning, after));
      if (late >= 0) yield [`/membership/${name}/warnings/${late}`, 'must be shorter than after'];
    }
  },
  function* reveal({ pin: { reveal } }) {
    if (isShorter(longestReveal, reveal)) yield ['/pin/reveal', `must not be longer than ${longestReveal}`];
  },
];
