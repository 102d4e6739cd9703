import type { Effect } from './effects.js';
import type { MemberEvent } from './member.events.js';
import type { Member, MemberState, NpiGrant } from './member.js';
import type { Organization } from './organization.js';
import type { OrganizationEvent } from './organization.events.js';
import type { NpiAdmin } from './people-at-hand.js';
import { allowedWith, seatOf } from './roster.js';

/** A member before a change, and the two aggregates after it: saved or not, they are the same. */
export interface Changed {
  readonly before: MemberState;
  readonly member: Member;
  readonly organization: Organization;
}

/** What lies outside of the two aggregates. */
export interface Surroundings {
  readonly at: Date;
  /** Active NPI Admins, of at least those NPIs of which the member is one. */
  readonly npiAdmins: readonly NpiAdmin[];
  /** Sessions of the member with the organization in view; nothing when nobody could say. */
  readonly sessions?: number;
}

/** What a change does beyond itself: the same for a change that is made and for one that is only asked about. */
export function effectsOf({ before, member, organization }: Changed, seen: Surroundings): Effect[] {
  const npis = organization.state.npis.map(({ npi }) => npi);
  return [
    ...sessionsEnded(before, member, seen),
    ...accessLost({ before, after: member.state, npis }, seen.at),
    ...adminsLost({ before, after: member.state, npis }, seen),
    ...member.recorded.flatMap((fact) => ofMemberFact(fact, before)),
    ...domainsAdded(before, organization),
    ...organization.recorded.flatMap(ofOrganizationFact),
  ];
}

interface Step {
  readonly before: MemberState;
  readonly after: MemberState;
  readonly npis: readonly string[];
}

type Held = Pick<MemberState, 'status' | 'lapsesAt' | 'orgRole' | 'npis'>;

const isUsable = ({ status, lapsesAt }: Held, at: Date): boolean =>
  status === 'active' && (lapsesAt === undefined || at < lapsesAt);

const isInForce = ({ from, to }: Pick<NpiGrant, 'from' | 'to'>, at: Date): boolean =>
  (from === undefined || Date.parse(from) <= at.getTime()) && (to === undefined || at.getTime() < Date.parse(to));

/** NPIs on which the member can do anything now. */
export function heldBy(state: Held, npis: readonly string[], at: Date): Set<string> {
  if (!isUsable(state, at)) return new Set();
  if (state.orgRole === 'admin') return new Set(npis);
  return new Set(state.npis.filter((grant) => isInForce(grant, at)).map(({ npi }) => npi));
}

/** NPIs of which the member is NPI Admin now. */
const administeredBy = (state: MemberState, at: Date): string[] =>
  isUsable(state, at) ? administered(state.npis, at) : [];

const administered = (grants: readonly NpiGrant[], at: Date): string[] =>
  grants.filter((grant) => grant.level === 'admin' && isInForce(grant, at)).map(({ npi }) => npi);

function sessionsEnded(
  before: MemberState,
  { counts, memberId }: Member,
  { at, sessions = 0 }: Surroundings,
): Effect[] {
  if (!isUsable(before, at) || counts || sessions === 0) return [];
  return [{ kind: 'sessions-end', userId: memberId, count: sessions }];
}

function accessLost({ before, after, npis }: Step, at: Date): Effect[] {
  const left = heldBy(after, npis, at);
  const lost = [...heldBy(before, npis, at)].filter((npi) => npis.includes(npi) && !left.has(npi));
  return lost.map((npi) => ({ kind: 'access-lost', userId: after.memberId, npi }));
}

function adminsLost({ before, after, npis }: Step, { at, npiAdmins }: Surroundings): Effect[] {
  const left = new Set(administeredBy(after, at));
  const others = npiAdmins.filter(
    ({ memberId, lapsesAt }) => memberId !== after.memberId && !(lapsesAt && lapsesAt <= at),
  );
  const administering = new Set(others.flatMap((other) => administered(other.npis, at)));
  const lost = administeredBy(before, at).filter((npi) => npis.includes(npi) && !left.has(npi));
  return lost.filter((npi) => !administering.has(npi)).map((npi) => ({ kind: 'npi-without-admin', npi }));
}

function ofMemberFact(fact: MemberEvent, before: MemberState): Effect[] {
  if (fact.type === 'MemberInvited') return [{ kind: 'mail', userId: fact.memberId, template: 'invitation' }];
  if (fact.type !== 'MemberNpiPermissionsSet') return [];
  return fact.cleared.map((npi) => ({
    kind: 'grants-cleared',
    userId: fact.memberId,
    npi,
    count: before.types.find((grant) => grant.npi === npi)?.types.length ?? 0,
  }));
}

/** With the place that the member had yet to take; whoever ends what was begun before finds that place in the organization. */
function domainsAdded({ roster, memberId }: MemberState, { state }: Organization): Effect[] {
  const seat = seatOf(state, memberId);
  const domain = seat && seat.version > roster ? allowedWith(state, seat) : undefined;
  return domain === undefined ? [] : [{ kind: 'domain-added', domain }];
}

function ofOrganizationFact(fact: OrganizationEvent): Effect[] {
  return fact.type === 'DomainRemoved' ? [{ kind: 'domain-removed', domain: fact.domain }] : [];
}
