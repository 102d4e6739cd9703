import { after, Aggregate, type Refusal, refusal } from '@portico/kernel';
import type { Membership } from './membership.js';
import {
  type Judging,
  mustBeLateEnough,
  mustBeOffered,
  type PasscodeState,
  refusalOf,
  sentPasscode,
} from './passcode.js';
import type { Secrets } from './secrets.js';
import type { SessionEvent } from './session.events.js';

export const sessionEnded = refusal('unauthenticated', 'session-ended', 'You are signed out. Please sign in again.');
export const sessionUnknown = refusal('not-found', 'not-found', 'There is no such session.');

export type SessionEnd = 'signed-out' | 'ended-by-owner' | 'password-changed' | 'membership-ended';

/** The organization in view, and as what. */
export type SessionView = Pick<Membership, 'organizationId' | 'memberId' | 'orgRole' | 'standing'>;

export interface SessionState {
  readonly id: string;
  readonly userId: string;
  readonly roles: readonly string[];
  /** Program of the organization in view; the person's own before one is. */
  readonly program: string;
  readonly view?: SessionView;
  /** The token is derived from id and salt; only its keyed hash finds the session. */
  readonly salt: string;
  readonly tokenHash: string;
  /** Tokens that it had before, newest last: they are buried for good, also after a crash. */
  readonly formerTokens?: readonly string[];
  /** Sent, and not yet proven. */
  readonly passcode?: PasscodeState;
  /** The passcode that was proven last, and when: the strength of the session. */
  readonly proof?: { readonly at: Date; readonly hash: string };
  /** Which password opened it: a session of a former password is over. */
  readonly passwordSetAt: Date;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  /** Longest pause, ISO 8601; and the end whatever is done (D-21). */
  readonly idle: string;
  readonly endsAt: Date;
  readonly address?: string;
  readonly userAgent?: string;
  readonly ended?: { readonly at: Date; readonly reason: SessionEnd };
}

export interface SessionStart {
  readonly id: string;
  readonly user: Pick<SessionState, 'userId' | 'roles' | 'program' | 'passwordSetAt'>;
  readonly view?: Membership;
  readonly token: Pick<SessionState, 'salt' | 'tokenHash'>;
  readonly limits: { readonly idle: string; readonly absolute: string };
  readonly client: Pick<SessionState, 'address' | 'userAgent'>;
  readonly at: Date;
}

export interface PasscodeTyped {
  readonly typedHash: string;
  /** What the session is found by once the passcode is right. */
  readonly token: Pick<SessionState, 'salt' | 'tokenHash'>;
}

/** As many as crashes in a row could leave alive. */
const formerKept = 5;

/** A person signed in at one client, until they sign out or a limit passes. */
export class Session extends Aggregate<SessionState, SessionEvent> {
  static start({ id, user, view, token, limits, client, at }: SessionStart): Session {
    const times = { startedAt: at, lastSeenAt: at, idle: limits.idle, endsAt: after(at, limits.absolute) };
    const session = new Session({ id, ...user, ...token, ...client, ...times });
    const { organizationId, memberId } = view ?? {};
    const started = { type: 'SessionStarted', sessionId: id, userId: user.userId, organizationId, memberId } as const;
    session.become(view ? inView(view) : {}, started);
    return session;
  }

  get idleEndsAt(): Date {
    return after(this.state.lastSeenAt, this.state.idle);
  }

  /** Every token that it has or had: all of them end with it. */
  get tokenHashes(): string[] {
    const { tokenHash, formerTokens = [] } = this.state;
    return [tokenHash, ...formerTokens];
  }

  isLive(at: Date): boolean {
    return this.state.ended === undefined && at < this.idleEndsAt && at < this.state.endsAt;
  }

  mustBeLive(at: Date): void {
    if (!this.isLive(at)) throw sessionEnded();
  }

  /** The edge vouches for pauses: it saw every request, the record only some. */
  mustBeOpen(at: Date): void {
    if (this.state.ended || at >= this.state.endsAt) throw sessionEnded();
  }

  /** Another of the person's organizations comes into view (MC-HOM-05). */
  choose(membership: Membership, at: Date): void {
    this.mustBeOpen(at);
    const { organizationId, memberId } = membership;
    if (organizationId === this.state.view?.organizationId) return;

    this.become(
      { ...inView(membership), lastSeenAt: at },
      { type: 'SessionOrganizationChosen', sessionId: this.id, organizationId, memberId },
    );
  }

  /** The level that it acts with in the organization in view; of two standings the newer counts. Answers whether it is another. */
  hearOrgRole(orgRole: SessionView['orgRole'], standing: number): boolean {
    const { view } = this.state;
    if (!view || (view.standing ?? 0) >= standing || view.orgRole === orgRole) return false;
    this.become({ view: { ...view, orgRole, standing } });
    return true;
  }

  /** The record keeps step with the live copy, which alone knows every request. */
  touch(at: Date): void {
    this.mustBeOpen(at);
    if (at > this.state.lastSeenAt) this.become({ lastSeenAt: at });
  }

  mustTakePasscode(channel: PasscodeState['channel'], judging: Judging): void {
    this.mustBeOpen(judging.at);
    mustBeOffered(channel, judging.rules);
    mustBeLateEnough(this.state.passcode, judging);
  }

  passcodeSent(fresh: Pick<PasscodeState, 'prefix' | 'hash' | 'channel'>, judging: Judging): void {
    this.mustTakePasscode(fresh.channel, judging);
    this.become(
      { passcode: sentPasscode(fresh, this.state.passcode, judging) },
      { type: 'SessionPasscodeSent', sessionId: this.id, channel: fresh.channel },
    );
  }

  /** A wrong try is counted here and the refusal answered, to be thrown once the count is saved. */
  provePasscode({ typedHash, token }: PasscodeTyped, judging: Judging & { secrets: Secrets }): Refusal | undefined {
    this.mustBeOpen(judging.at);
    const refused = refusalOf(typedHash, this.state.passcode, judging);
    if (!refused) return this.strengthen({ typedHash, token }, judging.at);
    if (refused.passcode === this.state.passcode) throw refused.refusal;

    this.become({ passcode: refused.passcode }, { type: 'SessionPasscodeRefused', sessionId: this.id });
    return refused.refusal;
  }

  /** Ending twice is ending once: the first reason stands. */
  end(reason: SessionEnd, at: Date): void {
    if (this.state.ended) return;
    const { id, userId } = this.state;
    this.become({ ended: { at, reason } }, { type: 'SessionEnded', sessionId: id, userId, reason });
  }

  /** Stronger under another token: who knew the one before gains nothing (V7.2.4). */
  private strengthen({ typedHash: hash, token }: PasscodeTyped, at: Date): undefined {
    const { id: sessionId, userId, tokenHash, formerTokens = [] } = this.state;
    const former = { formerTokens: [...formerTokens, tokenHash].slice(-formerKept) };
    this.become(
      { ...token, ...former, passcode: undefined, proof: { at, hash }, lastSeenAt: at },
      { type: 'SessionStrengthened', sessionId, userId },
    );
  }
}

const inView = ({ organizationId, memberId, orgRole, standing, program }: Membership): Partial<SessionState> => ({
  view: { organizationId, memberId, orgRole, ...(standing !== undefined && { standing }) },
  program,
});
