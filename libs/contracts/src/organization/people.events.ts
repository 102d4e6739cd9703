import { Id, Instant, OneOf, Parts, Pattern, Text, Whole, Words } from '../fields.js';
import { RefusedFact } from '../refused.js';
import { NpiLevelSet, NpiStanding, TypesSet, TypeStanding } from './standing.js';
import {
  type DeactivationCause,
  deactivationCauses,
  type MembershipStatus,
  membershipStatuses,
  npiForm,
  type OrganizationKind,
  organizationKinds,
  type OrgRole,
  orgRoles,
} from '../words.js';

/** A person is to be invited, or invited again; `count` tells one invitation from the next. */
export class MemberInvited {
  static readonly type = 'portico.organization.member-invited.v1';
  static readonly subject = 'organization.event.member-invited.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Text(40) program: string;
  @Whole() count: number;
  @Instant() expiresAt: string;
  @Id({ optional: true, description: 'The access request that this answers.' }) requestId?: string;
}

/** Everything that one organization gave one member, whole: what other services decide by. The newest version counts. */
export class MemberStandingChanged {
  static readonly type = 'portico.organization.member-standing-changed.v1';
  static readonly subject = 'organization.event.member-standing-changed.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) userId?: string;
  @Text(40) program: string;
  @Text(200) organizationName: string;
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(membershipStatuses) status: MembershipStatus;
  @OneOf(orgRoles) orgRole: OrgRole;
  @Id({ description: 'Who gave the organization’s level.' }) by: string;
  @Instant() at: string;
  /** Without a change before it, the rights end then by themselves. */
  @Instant({ optional: true }) lapsesAt?: string;
  @Parts(() => NpiStanding, { max: 500 }) npis: NpiStanding[];
  @Parts(() => TypeStanding, { max: 500 }) types: TypeStanding[];
  /** Of the member, counted from 1. */
  @Whole() version: number;
}

/** The organization decided about the place of one of its people; the record of that member follows. For this service only. */
export class RosterChanged {
  static readonly type = 'portico.organization.roster-changed.v1';
  static readonly subject = 'organization.event.roster-changed.v1';
  @Id() organizationId: string;
  @Id() memberId: string;
  @Id({ description: 'The member who changed it.' }) by: string;
  @OneOf(deactivationCauses, { optional: true }) cause?: DeactivationCause;
  @Text(500, { optional: true }) reason?: string;
}

export class MemberDeactivated {
  static readonly type = 'portico.organization.member-deactivated.v1';
  static readonly subject = 'organization.event.member-deactivated.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) userId?: string;
  @OneOf(deactivationCauses) cause: DeactivationCause;
  @Text(500, { optional: true }) reason?: string;
}

export class MemberReactivated {
  static readonly type = 'portico.organization.member-reactivated.v1';
  static readonly subject = 'organization.event.member-reactivated.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) userId?: string;
}

export class MemberNpiPermissionsSet {
  static readonly type = 'portico.organization.member-npi-permissions-set.v1';
  static readonly subject = 'organization.event.member-npi-permissions-set.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Parts(() => NpiLevelSet, { max: 500 }) levels: NpiLevelSet[];
  @Words({ max: 500 }, { description: 'NPIs whose correspondence permissions went with the level (D-34).' })
  cleared: string[];
}

export class MemberCorrespondencePermissionsSet {
  static readonly type = 'portico.organization.member-correspondence-permissions-set.v1';
  static readonly subject = 'organization.event.member-correspondence-permissions-set.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Parts(() => TypesSet, { max: 500 }) grants: TypesSet[];
}

export class MemberOrganizationPermissionSet {
  static readonly type = 'portico.organization.member-organization-permission-set.v1';
  static readonly subject = 'organization.event.member-organization-permission-set.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @OneOf(orgRoles) before: OrgRole;
  @OneOf(orgRoles) after: OrgRole;
}

/** Rights that will end by themselves; told some days before, once for each of them. */
export class MemberGrantsEnding {
  static readonly type = 'portico.organization.member-grants-ending.v1';
  static readonly subject = 'organization.event.member-grants-ending.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) userId?: string;
  @Words({ max: 500 }) npis: string[];
  @Instant() endsAt: string;
  @Whole({ description: 'Days before the end.' }) days: number;
}

export class MemberGrantsEnded {
  static readonly type = 'portico.organization.member-grants-ended.v1';
  static readonly subject = 'organization.event.member-grants-ended.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Words({ max: 500 }) npis: string[];
  @Instant() endedAt: string;
}

/** The membership will end by itself unless something is done; its admins are told as well. */
export class MemberLapseWarned {
  static readonly type = 'portico.organization.member-lapse-warned.v1';
  static readonly subject = 'organization.event.member-lapse-warned.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Text(40) program: string;
  @Id({ optional: true }) userId?: string;
  @OneOf(deactivationCauses) cause: DeactivationCause;
  @Instant() lapsesAt: string;
  @Whole({ description: 'Days before.' }) days: number;
  @Words({ max: 500 }, { description: 'Accounts of the Org Admins.' }) admins: string[];
}

/** The only Org Admin has not signed in for so long that any other member would be deactivated: the department is told. */
export class LastAdminDormant {
  static readonly type = 'portico.organization.last-admin-dormant.v1';
  static readonly subject = 'organization.event.last-admin-dormant.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Text(40) program: string;
  @Id({ optional: true }) userId?: string;
}

/** A person was refused something here. */
export class OrganizationAccessRefused {
  static readonly type = 'portico.organization.access-refused.v1';
  static readonly subject = 'organization.event.access-refused.v1';
  @Id() decisionId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) memberId?: string;
  @Id({ optional: true }) userId?: string;
  @Text(60) action: string;
  @Text(60, { description: 'Code of the refusal.' }) refusal: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
  @Text(60, { optional: true }) type?: string;
  @Parts(() => RefusedFact, { max: 1000 }) because: RefusedFact[];
}
