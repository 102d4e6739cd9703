import type { InvitationEnd } from './invitation-state.js';
import type { PasscodeState } from './passcode.js';
import type { Acceptance, FlowStep, RegistrationFlow, RegistrationStep } from './registration-steps.js';

/** The invitation that admitted a registration, and what it fills in by itself (MC-INV-05). */
export interface AdmittingInvitation {
  readonly id: string;
  readonly memberId: string;
  /** Which of the membership's invitations, counted from 1. */
  readonly count: number;
  /** The mailed token is derived from the invitation's id and this. */
  readonly salt: string;
  readonly organizationName: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface RegistrationState {
  readonly id: string;
  /** What admitted it: a letter's token, or else an invitation. */
  readonly tokenId?: string;
  readonly invitation?: AdmittingInvitation;
  readonly program: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly flow: RegistrationFlow;
  /** Login email, in lower case. */
  readonly email: string;
  /** The program's order on the day it began. */
  readonly steps: readonly FlowStep[];
  readonly step: RegistrationStep | 'complete';
  /** The flow's bearer token is derived from id and salt. */
  readonly salt: string;
  readonly startedAt: Date;
  /** That of its token (D-08), or of its invitation. */
  readonly expiresAt: Date;
  readonly firstName?: string;
  readonly lastName?: string;
  /** E.164; sealed in the store. */
  readonly mobilePhone?: string;
  readonly textable?: boolean;
  readonly acceptances: readonly Acceptance[];
  readonly passcode?: PasscodeState;
  readonly passcodeProvenAt?: Date;
  readonly completedAt?: Date;
  readonly provisionedAt?: Date;
  /** Nothing came of it: another registration had the organization first, or the invitation took another turn. */
  readonly closedAt?: Date;
  readonly closedBecause?: InvitationEnd;
}

export type Beginning = Pick<
  RegistrationState,
  | 'id'
  | 'tokenId'
  | 'invitation'
  | 'program'
  | 'organizationId'
  | 'userId'
  | 'flow'
  | 'email'
  | 'steps'
  | 'salt'
  | 'expiresAt'
>;
