import { Email, Flag, Id, OneOf, Part, Parts, Text, Whole, Words } from '../fields.js';
import { MembershipView } from '../identity/account.views.js';
import { type OrganizationKind, organizationKinds, type TaxIdType, taxIdTypes } from '../words.js';
import { NpiOnFile, PayToAddress } from './on-file.js';

export const organizationStatuses = ['unclaimed', 'active'] as const;
export type OrganizationStatus = (typeof organizationStatuses)[number];

/** What identity may know of an enrolled organization: where its letter goes, whether it is set up. */
export class EnrolledView {
  @Id() organizationId: string;
  @OneOf(organizationStatuses) status: OrganizationStatus;
  @Text(200) legalName: string;
  @Part(() => PayToAddress) payTo: PayToAddress;
}

export class MatchView {
  @Flag() matches: boolean;
}

/** An organization as its members see it; the tax id shows its last four digits only (MC-REG-06). */
export class OrganizationView {
  @Id() id: string;
  @Text(40) program: string;
  @Text(200) legalName: string;
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(organizationStatuses) status: OrganizationStatus;
  @OneOf(taxIdTypes) taxIdType: TaxIdType;
  @Text(20, { example: '*****6789' }) taxId: string;
  @Part(() => PayToAddress) payTo: PayToAddress;
  @Email() contactEmail: string;
  @Parts(() => NpiOnFile, { max: 500 }) npis: NpiOnFile[];
  /** Whether the Submitter Directory shows it (MC-PRF-06). */
  @Flag({ optional: true }) directoryVisible?: boolean;
  @Text(20) version: string;
}

export class DomainView {
  @Text(254) domain: string;
  @Whole() activeUsers: number;
  /** A public mail provider's domain: worth a second look (D-09). */
  @Flag() publicMail: boolean;
}

export class DomainListView {
  @Parts(() => DomainView, { max: 200 }) items: DomainView[];
}

export class MembershipDetailView extends MembershipView {
  /** NPIs this member may use, and as what; an Org Admin holds all, also those added later (MC-REG-13, D-07). */
  @Parts(() => NpiPermissionView, { max: 500 }) npiPermissions: NpiPermissionView[];
  @Words({ max: 100 }) correspondenceTypes: string[];
}

export class NpiPermissionView {
  @Text(10) npi: string;
  @OneOf(['admin', 'processor', 'none']) level: 'admin' | 'processor' | 'none';
}

export class MembershipListView {
  @Parts(() => MembershipDetailView, { max: 200 }) items: MembershipDetailView[];
}
