import { memberActions } from '@portico/access';
import { stepUpActions } from './actions.js';
import { type Check, isShorter, repeated, unknown } from './check.js';
import { membershipChecks } from './membership-checks.js';
import type { FlowStep, Program } from './program.js';
import { roleChecks } from './role-checks.js';
import type { PackFault } from './wrong-pack.js';

const leastTokenBits = 128;
const documentSteps = ['terms', 'conditions'];
const organizationKinds = ['provider', 'submitter'];

/** What the schema cannot say: values that must agree with each other. */
export function crossFaults(program: Program): PackFault[] {
  const found = checks.flatMap((check) => [...check(program)]);
  return found.map(([path, message]) => ({ file: 'program.json', path, message }));
}

const checks: Check[] = [
  function* token({ registrationToken: { alphabet, groups, groupSize } }) {
    const path = '/registrationToken/alphabet';
    if (new Set(alphabet.toUpperCase()).size !== alphabet.length) yield [path, 'holds a character twice'];
    const bits = Math.log2(alphabet.length) * groups * groupSize;
    if (bits < leastTokenBits)
      yield ['/registrationToken', `gives ${Math.floor(bits)} bits; a token needs ${leastTokenBits}`];
  },
  function* flows({ flows, documents }) {
    for (const [flow, steps] of Object.entries(flows)) yield* wrongSteps(`/flows/${flow}`, steps, documents);
  },
  function* documentIds({ documents }) {
    for (const [id, document] of Object.entries(documents)) {
      if (document.id !== id) yield [`/documents/${id}/id`, `must be ${id}`];
      yield* repeated(document.boxes, `/documents/${id}/boxes`);
    }
  },
  function* stepUp({ stepUp }) {
    yield* unknown(stepUp, stepUpActions, '/stepUp');
  },
  ...roleChecks,
  ...membershipChecks,
  function* tiles({ tiles, roles }) {
    yield* repeated(tiles, '/tiles');
    for (const [index, tile] of tiles.entries()) {
      yield* unknown(tile.roles ?? [], Object.keys(roles.organization), `/tiles/${index}/roles`);
      yield* unknown(tile.actions ?? [], memberActions, `/tiles/${index}/actions`);
      yield* unknown(tile.kinds ?? [], organizationKinds, `/tiles/${index}/kinds`);
    }
  },
  function* lists({ correspondenceTypes, links, resources = [] }) {
    yield* repeated(correspondenceTypes, '/correspondenceTypes');
    yield* repeated(links, '/links');
    yield* repeated(resources, '/resources');
  },
  function* password({ password }) {
    if (password.maxLength < password.minLength) yield ['/password/maxLength', 'is less than minLength'];
    const needed = password.uppercase + password.lowercase + password.digits + password.special;
    if (needed > password.maxLength) yield ['/password', 'asks for more characters than it allows'];
  },
  function* times({ session, lockout, passcode }) {
    if (!isShorter(session.warnBefore, session.idle)) yield ['/session/warnBefore', 'must be shorter than idle'];
    if (!isShorter(session.idle, session.absolute)) yield ['/session/idle', 'must be shorter than absolute'];
    if (isShorter(lockout.longestLock, lockout.lock)) yield ['/lockout/longestLock', 'must not be shorter than lock'];
    if (!isShorter(passcode.resendAfter, passcode.lifetime))
      yield ['/passcode/resendAfter', 'must be shorter than lifetime'];
  },
];

function* wrongSteps(
  flow: string,
  steps: readonly FlowStep[],
  documents: Program['documents'],
): Generator<[string, string]> {
  for (const [index, { step, document }] of steps.entries()) {
    const path = `${flow}/${index}`;
    const isRead = documentSteps.includes(step);
    if (steps.findIndex((other) => other.step === step) !== index) yield [`${path}/step`, `${step} comes twice`];
    if (isRead !== (document !== undefined)) yield [path, `${step} ${isRead ? 'needs a' : 'reads no'} document`];
    if (document !== undefined && !Object.hasOwn(documents, document))
      yield [`${path}/document`, `there is no document ${document}`];
  }
}
