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

/** A fact as it travels: instants in words. */
type Told<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

const told = <T extends object>(type: Publication['type'], data: T): Publication[] => {
  const entries = Object.entries(data).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return [{ type, data: Object.fromEntries(entries) as Told<T> }];
};

/** What others are told of a member: ids, levels and instants; never a name, an address or a phone. */
export function publishMember({ type, ...data }: MemberEvent, member: Member): Publication[] {
  switch (type) {
    case 'MemberInvited':
      return told(MemberInvited, data);
    case 'MemberJoined':
      return told(MemberJoined, data);
    case 'MemberDeactivated':
      return told(MemberDeactivated, data);
    case 'MemberReactivated':
      return told(MemberReactivated, data);
    case 'MemberNpiPermissionsSet':
    case 'MemberCorrespondencePermissionsSet':
    case 'MemberOrganizationPermissionSet':
      return told(permissionFacts[type], data);
    case 'MemberGrantsEnding':
    case 'MemberGrantsEnded':
    case 'MemberLapseWarned':
    case 'LastAdminDormant':
      return told(timeFacts[type], data);
    case 'MemberRenamed':
      return [];
    case 'StandingChanged':
      return told(MemberStandingChanged, standingOf(member));
  }
}

const permissionFacts = {
  MemberNpiPermissionsSet,
  MemberCorrespondencePermissionsSet,
  MemberOrganizationPermissionSet,
};
const timeFacts = { MemberGrantsEnding, MemberGrantsEnded, MemberLapseWarned, LastAdminDormant };

/** Whose account it is, is told once that account has joined: until then nobody who keeps a copy knows of it. */
function standingOf(member: Member) {
  const { organizationName, kinds, joinedAt } = member.state;
  const { userId, ...standing } = member.standing;
  return { ...standing, ...(joinedAt && userId !== undefined && { userId }), organizationName, kinds };
}
