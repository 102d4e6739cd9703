import type { NpiLevel, OrgRole } from '@portico/access';
import type { DeactivationCause } from './member-state.js';
import type { OrganizationKind } from './on-file.js';

interface OfMember {
  readonly memberId: string;
  readonly organizationId: string;
}

interface OfPerson extends OfMember {
  readonly userId?: string;
}

export interface MemberInvited extends OfMember {
  readonly type: 'MemberInvited';
  readonly program: string;
  readonly count: number;
  readonly expiresAt: Date;
  /** The request for access that was approved, if it was one. */
  readonly requestId?: string;
}

export interface MemberJoined extends OfMember {
  readonly type: 'MemberJoined';
  readonly userId: string;
  readonly orgRole: OrgRole;
  readonly program: string;
  readonly organizationName: string;
  readonly kinds: readonly OrganizationKind[];
  readonly registrationId?: string;
}

export interface MemberDeactivated extends OfPerson {
  readonly type: 'MemberDeactivated';
  readonly cause: DeactivationCause;
  readonly reason?: string;
}

export interface MemberReactivated extends OfPerson {
  readonly type: 'MemberReactivated';
}

export interface LevelSet {
  readonly npi: string;
  readonly before: NpiLevel;
  readonly after: NpiLevel;
  readonly from?: string;
  readonly to?: string;
}

export interface MemberNpiPermissionsSet extends OfMember {
  readonly type: 'MemberNpiPermissionsSet';
  readonly levels: readonly LevelSet[];
  /** NPIs whose correspondence permissions went with the level (D-34). */
  readonly cleared: readonly string[];
}

export interface TypesSet {
  readonly npi: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface MemberCorrespondencePermissionsSet extends OfMember {
  readonly type: 'MemberCorrespondencePermissionsSet';
  readonly grants: readonly TypesSet[];
}

export interface MemberOrganizationPermissionSet extends OfMember {
  readonly type: 'MemberOrganizationPermissionSet';
  readonly before: OrgRole;
  readonly after: OrgRole;
}

export interface MemberGrantsEnding extends OfPerson {
  readonly type: 'MemberGrantsEnding';
  readonly npis: readonly string[];
  readonly endsAt: Date;
  readonly days: number;
}

export interface MemberGrantsEnded extends OfMember {
  readonly type: 'MemberGrantsEnded';
  readonly npis: readonly string[];
  readonly endedAt: Date;
}

export interface MemberLapseWarned extends OfPerson {
  readonly type: 'MemberLapseWarned';
  readonly program: string;
  readonly cause: DeactivationCause;
  readonly lapsesAt: Date;
  readonly days: number;
  /** Accounts of the Org Admins. */
  readonly admins: readonly string[];
}

export interface LastAdminDormant extends OfPerson {
  readonly type: 'LastAdminDormant';
  readonly program: string;
}

/** What the organization gives the member is another than before: told whole, as it is once it is saved. */
export interface StandingChanged extends OfMember {
  readonly type: 'StandingChanged';
}

/** How the member is called changed; nobody else keeps it. */
export interface MemberRenamed extends OfMember {
  readonly type: 'MemberRenamed';
}

export type MemberEvent =
  | MemberInvited
  | MemberJoined
  | MemberDeactivated
  | MemberReactivated
  | MemberNpiPermissionsSet
  | MemberCorrespondencePermissionsSet
  | MemberOrganizationPermissionSet
  | MemberGrantsEnding
  | MemberGrantsEnded
  | MemberLapseWarned
  | LastAdminDormant
  | MemberRenamed
  | StandingChanged;
