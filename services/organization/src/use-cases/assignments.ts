import type { SetNpiPermissions } from '@portico/contracts';
import { type FieldFault, refusal } from '@portico/kernel';
import type { Assignment } from '../domain/member-grants.js';
import type { NpiLevel } from '../domain/member-state.js';
import type { Wanted } from '../domain/people-at-hand.js';
import type { UserDesk } from './desks.js';
import { mustHold } from './held-npis.js';

export const nothingAssigned = refusal('invalid', 'npi-permissions-empty', 'Please set the level of one NPI at least.');
export const assignmentInvalid = refusal(
  'invalid',
  'invalid-input',
  'Some of what was sent is not in the expected form.',
);

type Asked = Pick<SetNpiPermissions, 'assignments' | 'all'>;

/** The levels asked for, one by one; refuses NPIs that the organization does not hold (MC-PRM-18) and limits without time between. */
export function assignmentsOf({ assignments, all }: Asked, desk: UserDesk): Assignment[] {
  const { organization, deed } = desk;
  if (all !== undefined && assignments !== undefined) throw assignmentInvalid({ errors: [bothGiven] });
  if (all !== undefined) return onAll(all, desk);
  if (!assignments || assignments.length === 0) throw nothingAssigned();
  const errors = assignments.flatMap((assignment, place) => limitFaults(assignment, place, deed.at));
  if (errors.length > 0) throw assignmentInvalid({ errors });
  mustHold(organization, assignments);
  return assignments.map(({ npi, level, from, to }) => ({ npi, level, from: instant(from), to: instant(to) }));
}

/** None is None for good: what was given on an NPI that left would otherwise be back with it (D-41). */
function onAll(level: NpiLevel, { organization, before }: UserDesk): Assignment[] {
  const given = level === 'none' ? before.npis : [];
  return [...new Set([...organization.state.npis, ...given].map(({ npi }) => npi))].map((npi) => ({ npi, level }));
}

/** The NPIs that may be left without an NPI Admin by this; looked up only then. */
export function mayLoseAdmin({ assignments = [], all }: Asked): Wanted['adminsOf'] {
  if (all !== undefined) return all === 'admin' ? [] : 'all';
  return assignments.filter(({ level, from }) => level !== 'admin' || from !== undefined).map(({ npi }) => npi);
}

const bothGiven: FieldFault = {
  pointer: '/all',
  code: 'invalid-input',
  message: 'Set one level for all NPIs, or a level for each that is named.',
};

function limitFaults({ level, from, to }: Assignment, place: number, at: Date): FieldFault[] {
  if (level === 'none' || to === undefined) return [];
  const begins = Math.max(at.getTime(), from === undefined ? 0 : Date.parse(from));
  if (Date.parse(to) > begins) return [];
  return [{ pointer: `/assignments/${place}/to`, code: 'invalid-input', message: 'It ends before it begins.' }];
}

const instant = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : new Date(text).toISOString();
