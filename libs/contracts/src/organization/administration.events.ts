import { Flag, Id, Pattern, Text, Whole, Words } from '../fields.js';
import { npiForm } from '../words.js';

/** People may be added with addresses of this domain from now on. */
export class DomainAdded {
  static readonly type = 'portico.organization.domain-added.v1';
  static readonly subject = 'organization.event.domain-added.v1';
  @Id() organizationId: string;
  @Text(254) domain: string;
}

export class DomainRemoved {
  static readonly type = 'portico.organization.domain-removed.v1';
  static readonly subject = 'organization.event.domain-removed.v1';
  @Id() organizationId: string;
  @Text(254) domain: string;
}

/** The organization holds this provider number; told for each when it is set up, and for those added later. */
export class NpiAttached {
  static readonly type = 'portico.organization.npi-attached.v1';
  static readonly subject = 'organization.event.npi-attached.v1';
  @Id() organizationId: string;
  @Text(40) program: string;
  @Pattern(npiForm) npi: string;
  @Text(200) providerName: string;
  @Text(80) providerType: string;
  @Text(80) enrollmentType: string;
  /** Of the organization: of two facts about one NPI the later one counts. */
  @Whole() version: number;
}

export class NpiDetached {
  static readonly type = 'portico.organization.npi-detached.v1';
  static readonly subject = 'organization.event.npi-detached.v1';
  @Id() organizationId: string;
  @Text(40) program: string;
  @Pattern(npiForm) npi: string;
  @Whole() version: number;
}

export class DirectoryVisibilitySet {
  static readonly type = 'portico.organization.directory-visibility-set.v1';
  static readonly subject = 'organization.event.directory-visibility-set.v1';
  @Id() organizationId: string;
  @Flag() visible: boolean;
}

/** Org Admins are told, and decide (MC-DIR-05). */
export class AccessRequested {
  static readonly type = 'portico.organization.access-requested.v1';
  static readonly subject = 'organization.event.access-requested.v1';
  @Id() requestId: string;
  @Id() organizationId: string;
  @Id() userId: string;
  @Text(40, { optional: true }) program?: string;
  @Text(200, { optional: true }) organizationName?: string;
  @Words({ max: 500 }, { optional: true, description: 'Accounts of the Org Admins.' }) admins?: string[];
}

export class AccessRequestApproved {
  static readonly type = 'portico.organization.access-request-approved.v1';
  static readonly subject = 'organization.event.access-request-approved.v1';
  @Id() requestId: string;
  @Id() organizationId: string;
  @Id() userId: string;
  @Id() memberId: string;
}

export class AccessRequestRefused {
  static readonly type = 'portico.organization.access-request-refused.v1';
  static readonly subject = 'organization.event.access-request-refused.v1';
  @Id() requestId: string;
  @Id() organizationId: string;
  @Id() userId: string;
}
