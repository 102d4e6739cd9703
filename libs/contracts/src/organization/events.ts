import { Id, OneOf, Text, Words } from '../fields.js';
import { type OrganizationKind, organizationKinds, type OrgRole, orgRoles } from '../words.js';

export class OrganizationEnrolled {
  static readonly type = 'portico.organization.organization-enrolled.v1';
  static readonly subject = 'organization.event.organization-enrolled.v1';
  @Id() organizationId: string;
  @Text(40) program: string;
  @Words({ max: 10 }, { optional: true, description: 'Names of the fields that changed, when it was enrolled before.' })
  fields?: string[];
}

/** The organization is set up, and this person is its Org Admin (MC-REG-12). */
export class OrganizationClaimed {
  static readonly type = 'portico.organization.organization-claimed.v1';
  static readonly subject = 'organization.event.organization-claimed.v1';
  @Id() organizationId: string;
  @Text(40) program: string;
  @Id() registrationId: string;
  @Id() userId: string;
  @Id() memberId: string;
  @Text(200) legalName: string;
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @Text(254, { description: 'Domain of the login email: the first that the organization allows (MC-REG-20).' })
  emailDomain: string;
}

/** Another registration had claimed the organization first: this one got nothing (MC-TOK-08). */
export class OrganizationClaimRefused {
  static readonly type = 'portico.organization.organization-claim-refused.v1';
  static readonly subject = 'organization.event.organization-claim-refused.v1';
  @Id() organizationId: string;
  @Id() registrationId: string;
}

export class MemberJoined {
  static readonly type = 'portico.organization.member-joined.v1';
  static readonly subject = 'organization.event.member-joined.v1';
  @Id() memberId: string;
  @Id() organizationId: string;
  @Id() userId: string;
  @OneOf(orgRoles) orgRole: OrgRole;
  @Text(40, { optional: true }) program?: string;
  @Text(200, { optional: true }) organizationName?: string;
  @Words({ max: 2, of: organizationKinds }, { optional: true }) kinds?: OrganizationKind[];
  @Id({ optional: true, description: 'The registration that led there.' }) registrationId?: string;
}
