import type { LinkPurpose, LinkState } from './link.js';
import type { Membership } from './membership.js';
import type { Notice } from './notice.js';
import type { PasscodeState } from './passcode.js';

/** Slow hashes of one password: as it was typed, and of its stem (D-16). */
export interface PasswordHashes {
  readonly exact: string;
  readonly canonical: string;
}

export interface Credentials extends PasswordHashes {
  readonly setAt: Date;
  /** The session that the password was changed in: the only older one that goes on. */
  readonly keptSession?: string;
}

/** A new phone that waits to be proven, in the session that named it. */
export interface PhoneChange {
  /** E.164; sealed in the store. */
  readonly phone: string;
  readonly sessionId: string;
  readonly passcode: PasscodeState;
}

export interface UserState {
  readonly id: string;
  /** Login name, lower case; never changed by its owner (D-25). */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** E.164. */
  readonly mobilePhone?: string;
  /** Named by someone without a phone on file; becomes the account's once proven. */
  readonly namedPhone?: string;
  readonly phoneChange?: PhoneChange;
  /** Hash of the passcode that proved the phone last: a repeated proof is told by it. */
  readonly phoneProof?: string;
  /** Staff roles; empty for provider staff. */
  readonly roles: readonly string[];
  /** Home program: whose rules its passwords and sessions follow. */
  readonly program: string;
  readonly credentials?: Credentials;
  /** Former passwords, newest first. */
  readonly history: readonly PasswordHashes[];
  readonly links: readonly LinkState[];
  readonly memberships: readonly Membership[];
  readonly notices: readonly Notice[];
  /** Mails of facts that were crossed out last: a fact that is told again owes none of them anew. */
  readonly noticed?: readonly string[];
  /** Of the last lock that was reported. */
  readonly lockedUntil?: Date;
}

export type Person = Pick<UserState, 'id' | 'email' | 'firstName' | 'lastName' | 'mobilePhone' | 'roles' | 'program'>;

export interface LinkIssue {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly salt: string;
  readonly tokenHash: string;
  /** ISO 8601. */
  readonly lifetime: string;
  readonly at: Date;
  /** When the mail of the link in whose place it comes was owed. */
  readonly owedFirst?: Date;
}

export interface ChangedPassword {
  readonly hashes: PasswordHashes;
  /** How many passwords count as recent, the present one included. */
  readonly remembered: number;
  readonly at: Date;
  readonly keptSession?: string;
}

export interface NewPassword extends LinkUse, ChangedPassword {}

export interface PhoneOnItsWay extends Pick<PasscodeState, 'prefix' | 'hash' | 'channel'> {
  readonly phone: string;
  readonly sessionId: string;
}

export interface PhoneProof {
  readonly sessionId: string;
  readonly typedHash: string;
}

/** One way of using a link: who opens it again, begins again. */
export interface LinkUse {
  readonly linkId: string;
  readonly opening: string;
}

export interface PasscodeOnItsWay extends LinkUse, Pick<PasscodeState, 'prefix' | 'hash' | 'channel'> {
  readonly phone: string;
}

export interface PasscodeProof extends LinkUse {
  readonly typedHash: string;
}
