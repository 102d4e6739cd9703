import type { OrganizationKind } from './on-file.js';

export interface OrganizationEnrolled {
  readonly type: 'OrganizationEnrolled';
  readonly organizationId: string;
  readonly program: string;
  /** What changed, when the organization was on file before. */
  readonly fields?: readonly string[];
}

export interface OrganizationClaimed {
  readonly type: 'OrganizationClaimed';
  readonly organizationId: string;
  readonly program: string;
  readonly registrationId: string;
  readonly userId: string;
  readonly memberId: string;
  readonly legalName: string;
  readonly kinds: readonly OrganizationKind[];
  readonly emailDomain: string;
}

export interface OrganizationClaimRefused {
  readonly type: 'OrganizationClaimRefused';
  readonly organizationId: string;
  readonly registrationId: string;
}

export type OrganizationEvent = OrganizationEnrolled | OrganizationClaimed | OrganizationClaimRefused;
