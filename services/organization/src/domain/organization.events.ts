import type { DeactivationCause } from './member-state.js';
import type { Npi, OrganizationKind } from './on-file.js';

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

/** The organization decided about one of its people; the member's own record follows. */
export interface RosterChanged {
  readonly type: 'RosterChanged';
  readonly organizationId: string;
  readonly memberId: string;
  readonly by: string;
  readonly cause?: DeactivationCause;
  readonly reason?: string;
}

export interface DomainAdded {
  readonly type: 'DomainAdded';
  readonly organizationId: string;
  readonly domain: string;
}

export interface DomainRemoved {
  readonly type: 'DomainRemoved';
  readonly organizationId: string;
  readonly domain: string;
}

export interface NpiAttached extends Npi {
  readonly type: 'NpiAttached';
  readonly organizationId: string;
  readonly program: string;
}

export interface NpiDetached {
  readonly type: 'NpiDetached';
  readonly organizationId: string;
  readonly program: string;
  readonly npi: string;
}

export interface DirectoryVisibilitySet {
  readonly type: 'DirectoryVisibilitySet';
  readonly organizationId: string;
  readonly visible: boolean;
}

export type OrganizationEvent =
  | OrganizationEnrolled
  | OrganizationClaimed
  | OrganizationClaimRefused
  | RosterChanged
  | DomainAdded
  | DomainRemoved
  | NpiAttached
  | NpiDetached
  | DirectoryVisibilitySet;
