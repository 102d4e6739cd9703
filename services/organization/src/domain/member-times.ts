import { after, milliseconds } from '@portico/kernel';
import type { DeactivationCause, MemberState, NpiGrant } from './member-state.js';
import type { EndRule, MembershipRules } from './membership-rules.js';

/** When a membership ends by itself, and for want of what. */
export interface End {
  readonly at: Date;
  readonly cause: Exclude<DeactivationCause, 'admin'>;
}

/** Something that is to be told or done at its time; `key` tells whether it was. */
export type Due = { readonly at: Date; readonly key: string } & (
  | { readonly kind: 'warning'; readonly end: End; readonly days: number }
  | { readonly kind: 'end'; readonly end: End }
  | { readonly kind: 'notice'; readonly npis: readonly string[]; readonly endsAt: Date; readonly days: number }
  | { readonly kind: 'ended'; readonly npis: readonly string[]; readonly endsAt: Date }
);

const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map((date) => date.getTime())));

/** Since when the member will have had no permission at all; nothing when there is one without an end. */
function bareFrom({ orgRole, npis, bareSince }: MemberState): Date | undefined {
  if (orgRole !== 'none' || npis.some(({ to }) => to === undefined)) return undefined;
  return latest([bareSince, ...npis.map(({ to }) => new Date(to ?? bareSince))]);
}

/** The end that comes first if nothing changes (MC-ADM-15, MC-ADM-16); that of an Org Admin too. */
export function endOf(state: MemberState, rules: MembershipRules): End | undefined {
  if (state.status === 'deactivated') return undefined;
  const bare = bareFrom(state);
  const ends: End[] = [];
  if (bare) ends.push({ at: after(bare, rules.neverAssigned.after), cause: 'never-assigned' });
  if (state.status === 'active') ends.push({ at: after(state.idleSince, rules.dormant.after), cause: 'dormant' });
  return ends.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
}

/** Everything that will be due for this member if nothing changes, told or not, in order of time. */
export function agendaOf(state: MemberState, rules: MembershipRules): Due[] {
  if (state.status === 'deactivated') return [];
  const end = endOf(state, rules);
  const dues = [...(end ? duesOfEnd(end, rules) : []), ...duesOfGrants(state, rules)];
  return dues.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function duesOfEnd(end: End, rules: MembershipRules): Due[] {
  const { warnings }: EndRule = end.cause === 'dormant' ? rules.dormant : rules.neverAssigned;
  const key = `${end.cause}|${end.at.toISOString()}`;
  const warned = warnings.map((warning): Due => {
    return { kind: 'warning', at: before(end.at, warning), key: `${key}|${warning}`, end, days: daysOf(warning) };
  });
  return [...warned, { kind: 'end', at: end.at, key, end }];
}

function duesOfGrants({ npis, status }: MemberState, { grantNotices }: MembershipRules): Due[] {
  return [...byEnd(npis)].flatMap(([to, grants]): Due[] => {
    const endsAt = new Date(to);
    const ending = { npis: grants.map(({ npi }) => npi), endsAt };
    const given = Math.max(...grants.map(({ at }) => Date.parse(at)));
    const notices = grantNotices.filter((notice) => before(endsAt, notice).getTime() >= given);
    const told = notices.map((notice): Due => {
      return { kind: 'notice', at: before(endsAt, notice), key: `${to}|${notice}`, ...ending, days: daysOf(notice) };
    });
    return [...(status === 'active' ? told : []), { kind: 'ended', at: endsAt, key: to, ...ending }];
  });
}

function byEnd(npis: readonly NpiGrant[]): Map<string, NpiGrant[]> {
  const ends = new Map<string, NpiGrant[]>();
  for (const grant of npis) {
    if (grant.to === undefined) continue;
    const to = new Date(grant.to).toISOString();
    ends.set(to, [...(ends.get(to) ?? []), grant]);
  }
  return ends;
}

const day = 24 * 60 * 60 * 1_000;
const before = (at: Date, duration: string): Date => new Date(at.getTime() - milliseconds(duration));
const daysOf = (duration: string): number => Math.round(milliseconds(duration) / day);

/** An end is open until it takes place; that it was told says only that its member was spared, and the department told. */
export const isOpen = ({ kind, key }: Due, { told }: Pick<MemberState, 'told'>): boolean =>
  kind === 'end' || !told.includes(key);

/** When it is to be done: an Org Admin who was spared is looked at again after a while, anybody else at once. */
function nextLook({ kind, key, at }: Due, { orgRole, told, sparedUntil }: MemberState): number {
  const isSpared = kind === 'end' && orgRole === 'admin' && told.includes(key);
  return (isSpared ? (sparedUntil ?? at) : at).getTime();
}

/** An Org Admin ends by time alone only while the organization has named another one who does not. */
const isSpared = ({ orgRole, keeper, memberId }: MemberState): boolean =>
  orgRole === 'admin' && (!keeper || keeper.memberId === memberId);

/** What follows from the rest of a member's state by the rules: kept beside it so that it can be looked for. */
export function timed(
  state: MemberState,
  rules: MembershipRules,
): Pick<MemberState, 'lapsesAt' | 'nextDueAt' | 'told'> {
  const agenda = agendaOf(state, rules);
  const told = state.told.filter((key) => agenda.some((due) => due.key === key));
  const looks = agenda.filter((due) => isOpen(due, state)).map((due) => nextLook(due, state));
  const lapsesAt = isSpared(state) ? undefined : endOf(state, rules)?.at;
  return { lapsesAt, nextDueAt: looks.length > 0 ? new Date(Math.min(...looks)) : undefined, told };
}
