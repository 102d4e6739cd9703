import type { Level, NpiName, Role, Row, Target, Verdict } from './words.js';

/** What a pack says of its levels, as its file has it. */
export interface Levels {
  organization: Record<Level, readonly string[]>;
  npi: Record<Level, readonly string[]>;
  pinOfProcessor: 'none' | 'view-reset';
  stepUp: readonly string[];
}

interface Asked {
  row: Row;
  role: Role;
  target: Target;
  levels: Levels;
}

/** What must be answered. Shares no line with the guards: it knows the table, the pack's file and what the stage gave to whom. */
export function expected(asked: Asked): Verdict {
  const { row, role, target } = asked;
  switch (row.who) {
    case 'anyone':
      return 'allowed';
    case 'flow':
      return role.kind === 'flow' ? unlessOthers(target) : 'refused';
    case 'process':
      return role.kind === 'process' && row.named.includes(role.process ?? '') ? 'allowed' : 'forbidden';
    case 'staff':
      return signedIn(asked, () => (role.staff ? unlessOthers(target) : 'forbidden'));
    case 'person':
      return signedIn(asked, () => (lacksPasscode(asked, row.stepUp) ? 'forbidden' : ofOwn(asked)));
    case 'member':
      return signedIn(asked, () => asMember(asked, row));
  }
}

const unlessOthers = ({ mine }: Target): Verdict => (mine === false ? 'hidden' : 'allowed');

/** Of organizations, those that one belongs to are one's own. */
const ofOwn = ({ role, target }: Asked): Verdict =>
  target.of !== undefined && !role.belongs.some((each) => each === target.of) ? 'hidden' : unlessOthers(target);

const signedIn = ({ role }: Asked, then: () => Verdict): Verdict =>
  role.kind === 'person' ? then() : 'unauthenticated';

/** Asked before anything else, so that it tells nothing of what is there. */
const lacksPasscode = ({ role, levels }: Asked, action?: string): boolean =>
  action !== undefined && !role.fresh && levels.stepUp.includes(action);

function asMember(asked: Asked, row: Row & { who: 'member' }): Verdict {
  const { role, target } = asked;
  if (role.view === undefined) return 'forbidden';
  if ('shows' in row) return npiNames.some((npi) => isInSight(asked, npi)) ? 'allowed' : 'empty';
  if (lacksPasscode(asked, row.right)) return 'forbidden';
  // Nothing is there for whom the organization does not know, and another organization than the one in view is not (MC-HOM-07).
  if (role.standing === undefined) return 'hidden';
  if (target.organization !== undefined && target.organization !== role.view) return 'hidden';
  if (target.npi !== undefined) return onNpi(asked, { npi: target.npi, right: row.right ?? '' });
  const needsRight = row.right !== undefined && !(row.exceptSelf && target.self);
  if (needsRight && !acrossOrganization(asked, row.right ?? '')) return 'forbidden';
  if (target.of !== undefined && target.of !== role.view) return 'hidden';
  return target.beyond ? 'forbidden' : 'allowed';
}

/** Not in sight is not there, in sight but without the right is forbidden. */
function onNpi(asked: Asked, { npi, right }: { npi: NpiName; right: string }): Verdict {
  if (!isInSight(asked, npi)) return 'hidden';
  return holds(asked, npi, right) ? 'allowed' : 'forbidden';
}

/** Who holds each provider number now; A3 was A's. */
const holders = { A1: 'A', A2: 'A', B1: 'B', A3: undefined, 'nobody’s': undefined } as const;
const npiNames = Object.keys(holders) as NpiName[];

const isInSight = (asked: Asked, npi: NpiName): boolean =>
  asked.role.standing !== undefined && holders[npi] === asked.role.view && holds(asked, npi, 'npi.read');

const acrossOrganization = ({ role, levels }: Asked, right: string): boolean =>
  levels.organization[role.standing?.level ?? 'none'].includes(right);

function holds(asked: Asked, npi: NpiName, right: string): boolean {
  const { role, levels } = asked;
  if (acrossOrganization(asked, right)) return true;
  const level = role.standing?.npis[npi] ?? 'none';
  const isSwitchedOn = level === 'processor' && levels.pinOfProcessor === 'view-reset'; // D-33
  return levels.npi[level].includes(right) || (isSwitchedOn && ['pin.view', 'pin.reset'].includes(right));
}
