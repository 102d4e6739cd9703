import { Email, Id, OneOf, Part, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { taxIdForm, type TaxIdType, taxIdTypes, zipForm } from '../words.js';
import { OrganizationOnFile } from './on-file.js';
import { DomainListView, EnrolledView, MatchView, MembershipListView, OrganizationView } from './views.js';

/** Keeps the data on file of an organization, `unclaimed` until its token is used. The same tax id enrolls once. */
export class EnrollOrganization extends Command<EnrolledView> {
  static readonly subject = 'organization.enroll-organization';
  static readonly result = EnrolledView;
  static readonly internal = true;
  @Text(40) program: string;
  @Part(() => OrganizationOnFile) organization: OrganizationOnFile;
}

/** Whether all three of what a person typed is what is on file; never which one is not (D-04). */
export class MatchOnFile extends Query<MatchView> {
  static readonly subject = 'organization.match-on-file';
  static readonly result = MatchView;
  static readonly internal = true;
  @Id() organizationId: string;
  @OneOf(taxIdTypes) taxIdType: TaxIdType;
  @Pattern(taxIdForm, { secret: true }) taxId: string;
  @Pattern(zipForm) payToZip: string;
  @Email() contactEmail: string;
}

/** Status, name and pay-to address of an organization, for the token letter and the token's judgement. */
export class GetEnrollment extends Query<EnrolledView> {
  static readonly subject = 'organization.get-enrollment';
  static readonly result = EnrolledView;
  static readonly internal = true;
  @Id() organizationId: string;
}

export class GetOrganization extends Query<OrganizationView> {
  static readonly subject = 'organization.get-organization';
  static readonly result = OrganizationView;
  @Id() organizationId: string;
}

export class GetDomains extends Query<DomainListView> {
  static readonly subject = 'organization.get-domains';
  static readonly result = DomainListView;
  @Id() organizationId: string;
}

/** The memberships of the person who asks. */
export class GetMemberships extends Query<MembershipListView> {
  static readonly subject = 'organization.get-memberships';
  static readonly result = MembershipListView;
}
