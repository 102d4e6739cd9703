/** Whom an organization invites, and as what, in the organization's words. */
export interface Invitee {
  readonly organizationId: string;
  readonly memberId: string;
  readonly organizationName: string;
  readonly program: string;
  readonly kinds: readonly ('provider' | 'submitter')[];
  readonly orgRole: 'admin' | 'processor' | 'none';
  /** Lower case: the only address that the mail goes to, and the only account that may accept. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A mailed token: derived from the invitation's id and the salt, found by its keyed hash. */
export interface InvitationToken {
  readonly count: number;
  readonly salt: string;
  readonly hash: string;
}

export interface InvitationState extends Invitee {
  readonly id: string;
  readonly status: 'issued' | 'begun' | 'accepted' | 'expired' | 'revoked';
  /** Which of the membership's invitations it stands for now, counted from 1. */
  readonly count: number;
  /** Newest last; only it works, the others tell their holders what became of them. */
  readonly tokens: readonly InvitationToken[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** As long as the mail of the newest token was not sent, and there is any sense in it. */
  readonly mailOwedSince?: Date;
  /** What was begun with the newest token. */
  readonly registrationId?: string;
  readonly userId?: string;
  readonly acceptedAt?: Date;
}

/** An invitation as it is to be from now on. */
export interface InvitationIssue {
  readonly invitee: Invitee;
  readonly token: InvitationToken;
  readonly expiresAt: Date;
}

/** A registration that its person finished. */
export interface FinishedRegistration {
  readonly registrationId: string;
  readonly userId: string;
  readonly count: number;
}

/** Why an invitation does not admit any more; `expired` is read off the clock. */
export type InvitationEnd = 'used' | 'replaced' | 'revoked';
