import { Aggregate, type Refusal, refusal } from '@portico/kernel';
import type { InvitationEvent } from './invitation.events.js';
import type {
  FinishedRegistration,
  InvitationEnd,
  InvitationIssue,
  InvitationState,
  InvitationToken,
} from './invitation-state.js';

export type * from './invitation-state.js';

export const invitationUnknown = refusal('not-found', 'invitation-unknown', 'This invitation link is not valid.');
export const invitationNotFound = refusal('not-found', 'invitation-not-found', 'There is no such invitation.');
export const invitationUsed = refusal('gone', 'invitation-used', 'This invitation was already used.');
export const invitationExpired = refusal(
  'gone',
  'invitation-expired',
  'This invitation has expired. Please ask the Org Admin who invited you for a new one.',
);
export const invitationReplaced = refusal(
  'gone',
  'invitation-replaced',
  'A newer invitation was sent. Please use the link in the latest email.',
);
export const invitationRevoked = refusal('gone', 'invitation-revoked', 'This invitation was withdrawn.');

/** The refusal of each way in which an invitation ends. */
export const refusalOfEnd: Readonly<Record<InvitationEnd, () => Refusal>> = {
  used: invitationUsed,
  replaced: invitationReplaced,
  revoked: invitationRevoked,
};

/** Enough to tell the holder of an old link what became of it. */
const kept = 10;

/** Lets one person become a member of one organization, once; each time it is issued anew, another token works (MC-INV-01..04). */
export class Invitation extends Aggregate<InvitationState, InvitationEvent> {
  static issue(id: string, { invitee, token, expiresAt }: InvitationIssue, at: Date): Invitation {
    const fresh = { count: token.count, tokens: [token], issuedAt: at, expiresAt, mailOwedSince: at };
    const invitation = new Invitation({ id, ...invitee, ...fresh, status: 'issued' });
    invitation.become({}, invitation.issued());
    return invitation;
  }

  /** The highest count stands, whatever became of those before it; one that comes late, or again, changes nothing. */
  reissue({ invitee, token, expiresAt }: InvitationIssue, at: Date): void {
    if (token.count <= this.state.count) return;
    const tokens = [...this.state.tokens, token].slice(-kept);
    const before = { registrationId: undefined, userId: undefined, acceptedAt: undefined };
    const fresh = { count: token.count, tokens, issuedAt: at, expiresAt, mailOwedSince: at };
    this.become({ ...invitee, ...before, ...fresh, status: 'issued' });
    this.become({}, this.issued());
  }

  get newestToken(): InvitationToken {
    return this.state.tokens.at(-1) as InvitationToken;
  }

  /** Nobody has accepted it, and nobody has said that it is over. */
  get isOpen(): boolean {
    return this.state.status === 'issued' || this.state.status === 'begun';
  }

  /** By the clock, whether or not anybody has announced it; at the very moment it is over (MC-INV-03). */
  isExpired(at: Date): boolean {
    return this.isOpen && at >= this.state.expiresAt;
  }

  /** Which of the invitations a mailed token belongs to. */
  countOf(tokenHash: string): number {
    return this.state.tokens.find(({ hash }) => hash === tokenHash)?.count ?? 0;
  }

  /** Refuses whoever comes with a used, replaced, revoked or expired invitation (MC-INV-02..04). */
  mustAdmit(count: number, at: Date): void {
    const end = this.endOf(count);
    if (end) throw refusalOfEnd[end]();
    if (this.state.status === 'expired' || this.isExpired(at)) throw invitationExpired();
  }

  /** Opening the link takes nothing from whoever opens it again: only what was begun is remembered. */
  begin(registrationId: string, at: Date): void {
    this.mustAdmit(this.state.count, at);
    if (this.state.registrationId === registrationId) return;
    this.become(
      { status: 'begun', registrationId },
      { type: 'InvitationBegun', invitationId: this.id, registrationId },
    );
  }

  /** By the account that the person has (D-11); a second click is none. */
  accept(userId: string, at: Date): void {
    if (this.state.status === 'accepted' && this.state.userId === userId) return;
    this.mustAdmit(this.state.count, at);
    this.accepted({ userId }, at);
  }

  /**
   * By a registration that was finished in time, whatever time has passed since. Answers what came in between, if anything
   * did: then nothing changes.
   */
  acceptRegistered({ registrationId, userId, count }: FinishedRegistration, at: Date): InvitationEnd | undefined {
    const { status } = this.state;
    if (status === 'accepted' && this.state.registrationId === registrationId) return undefined;
    const end = this.endOf(count);
    if (!end) this.accepted({ userId, registrationId }, at);
    return end;
  }

  /** Announces, once, that the time has passed; before that nothing happens (MC-INV-03). */
  expire(at: Date): void {
    if (!this.isExpired(at)) return;
    const { organizationId, memberId, count } = this.state;
    const ids = { invitationId: this.id, organizationId, memberId };
    this.become({ status: 'expired', mailOwedSince: undefined }, { type: 'InvitationExpired', ...ids, count });
  }

  /** The organization no longer invites the person; once. */
  revoke(): void {
    if (!this.isOpen && this.state.status !== 'expired') return;
    const { organizationId, memberId } = this.state;
    const ids = { invitationId: this.id, organizationId, memberId };
    this.become({ status: 'revoked', mailOwedSince: undefined }, { type: 'InvitationRevoked', ...ids });
  }

  /** Once for each time it was issued; a link that would be refused is not sent. */
  owesMail(count: number, at: Date): boolean {
    return count === this.state.count && this.state.mailOwedSince !== undefined && !this.isExpired(at);
  }

  mailed(count: number, at: Date): void {
    if (!this.owesMail(count, at)) return;
    this.become({ mailOwedSince: undefined }, { type: 'InvitationMailed', invitationId: this.id, count });
  }

  private endOf(count: number): InvitationEnd | undefined {
    if (this.state.status === 'accepted') return 'used';
    if (this.state.status === 'revoked') return 'revoked';
    return count === this.state.count ? undefined : 'replaced';
  }

  private accepted(by: { userId: string; registrationId?: string }, at: Date): void {
    const { organizationId, memberId } = this.state;
    const ids = { invitationId: this.id, organizationId, memberId };
    this.become(
      { status: 'accepted', registrationId: undefined, ...by, acceptedAt: at, mailOwedSince: undefined },
      { type: 'InvitationAccepted', ...ids, ...by },
    );
  }

  private issued(): InvitationEvent {
    const { organizationId, memberId, program, count, expiresAt } = this.state;
    const ids = { invitationId: this.id, organizationId, memberId };
    return { type: 'InvitationIssued', ...ids, program, count, expiresAt };
  }
}
