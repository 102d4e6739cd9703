import { idFrom, type SavedAggregate } from '@portico/kernel';
import type { Invitation } from './invitation.js';

/** A membership has one invitation, however often it is issued. */
export const invitationIdOf = (memberId: string): string => idFrom('invitation', memberId);

/** Each time that an invitation is issued admits one registration. */
export const invitedRegistrationIdOf = (invitationId: string, count: number): string =>
  idFrom('registration', invitationId, String(count));

/** All invitations. */
export abstract class Invitations {
  /** To be changed by the command at hand; a repeated command is answered from here. */
  abstract get(invitationId: string): Promise<Invitation | undefined>;
  /** As it is now, whatever command is at hand. */
  abstract present(invitationId: string): Promise<Invitation | undefined>;
  /** As `present`, by the keyed hash of a mailed token, also of one that no longer works. */
  abstract presentWithToken(tokenHash: string): Promise<Invitation | undefined>;
  /** Ids of those to this address, in lower case, that nobody has accepted and nobody has said are over. */
  abstract openTo(email: string): Promise<string[]>;
  abstract save(invitation: Invitation): Promise<SavedAggregate>;
  /** Ids of those whose time has passed and that were not announced, oldest first. */
  abstract overdue(at: Date, limit: number): Promise<string[]>;
  /** Those whose mail is owed since before `before` and still makes sense at `at`, the latest first. */
  abstract unmailed(before: Date, at: Date, limit: number): Promise<OwedInvitation[]>;
}

/** A mail that an invitation owes. */
export interface OwedInvitation {
  readonly invitationId: string;
  readonly count: number;
}
