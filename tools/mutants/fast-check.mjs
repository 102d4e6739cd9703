// fast-check with fewer rounds: the properties run again for each mutant. What takes more rounds to see counts as unseen.
import fc from 'fast-check';

const rounds = 20;

const assert = (property, given = {}) =>
  fc.assert(property, { ...given, numRuns: Math.min(given.numRuns ?? rounds, rounds) });

export default { ...fc, assert };
