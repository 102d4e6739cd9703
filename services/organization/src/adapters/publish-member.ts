import {
  LastAdminDormant,
  MemberCorrespondencePermissionsSet,
  MemberDeactivated,
  MemberGrantsEnded,
  MemberGrantsEnding,
  MemberInvited,
  MemberJoined,
  MemberLapseWarned,
  MemberNpiPermissionsSet,
  MemberOrganizationPermissionSet,
  MemberReactivated,
  MemberStandingChanged,
} from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { MemberEvent } from '../domain/member.events.js';
import type { Member } from '../domain/member.js';

type Fact = Exclude<MemberEvent['type'], 'StandingChanged' | 'MemberRenamed'>;

const facts: Record<Fact, Publication['type']> = {
  MemberInvited,
  MemberJoined,
  MemberDeactivated,
  MemberReactivated,
  MemberNpiPermissionsSet,
  MemberCorrespondencePermissionsSet,
  MemberOrganizationPermissionSet,
  MemberGrantsEnding,
  MemberGrantsEnded,
  MemberLapseWarned,
  LastAdminDormant,
};

/** Instants travel in words. */
const told = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/** What others are told of a member: ids, levels and instants; never a name, an address or a phone. */
export function publishMember({ type, ...data }: MemberEvent, member: Member): Publication[] {
  if (type === 'MemberRenamed') return [];
  if (type === 'StandingChanged') return [{ type: MemberStandingChanged, data: standingOf(member) }];
  const entries = Object.entries(data).map(([name, value]) => [name, told(value)]);
  return [{ type: facts[type], data: Object.fromEntries(entries) as object }];
}

function standingOf(member: Member) {
  const { organizationName, kinds, joinedAt } = member.state;
  const { userId, ...standing } = member.standing;
  return { ...standing, ...(joinedAt && userId !== undefined && { userId }), organizationName, kinds };
}
