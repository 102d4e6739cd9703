import { idFrom, refusal } from '@portico/kernel';
import type { DeactivationCause, MemberState } from './member-state.js';
import type { Npi, OnFile } from './on-file.js';
import type { newDomain, Roster, Seat } from './roster.js';

export const organizationUnknown = refusal(
  'not-found',
  'organization-unknown',
  'There is no such organization on file.',
);

/** Who set the organization up, and through which registration. */
export interface Claim {
  readonly registrationId: string;
  readonly userId: string;
  readonly emailDomain: string;
  readonly at: Date;
}

export interface FormerNpi extends Npi {
  readonly until: Date;
}

export interface OrganizationState extends OnFile, Roster {
  readonly id: string;
  readonly program: string;
  /** Keyed hash of type and digits. */
  readonly taxIdPrint: string;
  readonly status: 'unclaimed' | 'active';
  readonly claimedBy?: Claim;
  /** NPIs that left it, and when: what came in while it held them stays its own (D-41). */
  readonly formerNpis?: readonly FormerNpi[];
  /** Whether the Submitter Directory shows it (MC-PRF-06); it does unless told otherwise. */
  readonly directoryVisible?: boolean;
}

export interface Enrollment {
  readonly program: string;
  readonly taxIdPrint: string;
  readonly onFile: OnFile;
}

/** Who is to be taken in. */
export type Newcomer = Omit<Seat, 'since' | 'version'>;

/** Somebody new, and the Org Admin who adds them. */
export interface Addition {
  readonly organizationId: string;
  readonly program: string;
  readonly admin: { readonly memberId: string; readonly userId: string };
  readonly memberId: string;
  readonly domain: string;
  readonly at: Date;
}

/** A member who is to be taken back. */
export interface Returning {
  readonly memberId: string;
  readonly counts: boolean;
  readonly state: Pick<MemberState, 'userId' | 'emailDomain' | 'orgRole' | 'roster'>;
}

/** How: whether a domain that is not allowed was confirmed, and what it is refused with otherwise. */
export interface Admission {
  readonly by: string;
  readonly at: Date;
  readonly confirmed: boolean;
  readonly otherwise: typeof newDomain;
}

/** Who lets somebody go, and why. */
export interface Dismissal {
  readonly by: string;
  readonly cause: DeactivationCause;
  readonly reason?: string;
}

/** A program knows one organization per tax id, however often it is enrolled. */
export const organizationIdOf = (program: string, taxIdPrint: string): string =>
  idFrom('organization', program, taxIdPrint);
