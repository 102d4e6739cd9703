import { after, Aggregate, refusal } from '@portico/kernel';
import type { RegistrationTokenEvent } from './registration-token.events.js';

export const tokenUnknown = refusal(
  'not-found',
  'token-unknown',
  'This Secure Token ID is not valid. Please check it against your letter.',
);
export const tokenRecordUnknown = refusal('not-found', 'registration-token-not-found', 'There is no such token.');
export const tokenUsed = refusal('conflict', 'token-used', 'This Secure Token ID was already used.');
export const tokenExpired = refusal(
  'gone',
  'token-expired',
  'This Secure Token ID has expired. Please ask the department for a new letter.',
);
export const tokenRevoked = refusal(
  'gone',
  'token-revoked',
  'This Secure Token ID was replaced. Please use the newest letter.',
);
export const tokenLocked = refusal(
  'locked',
  'token-locked',
  'This Secure Token ID is locked because what was entered did not match too often.',
);
export const dataMismatch = refusal(
  'invalid',
  'organization-data-mismatch',
  'What was entered does not match the data on file for this organization.',
);
export const tooManyTokens = refusal(
  'too-many',
  'too-many-tokens',
  'Too many wrong tokens were entered. Please wait before you try again.',
);
export const tokenReissued = refusal('conflict', 'token-reissued', 'This token was already reissued.');

/** The program's numbers for tokens; durations in ISO 8601. */
export interface TokenRules {
  lifetimeDays: number;
  mismatchLimit: number;
  mismatchLock: string;
}

export interface RegistrationTokenState {
  readonly id: string;
  readonly program: string;
  readonly organizationId: string;
  readonly status: 'issued' | 'begun' | 'used' | 'expired' | 'revoked';
  /** The token is derived from id and salt; only its keyed hash finds it. */
  readonly salt: string;
  readonly hash: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly replaces?: string;
  /** Who began with it: the one registration it admits, and the keyed hash of that person's email. */
  readonly registrationId?: string;
  readonly holder?: string;
  /** Mismatches with the data on file since the last lock or match. */
  readonly mismatches: number;
  readonly lockedUntil?: Date;
  readonly matchedAt?: Date;
  readonly letterPrintedAt?: Date;
}

type Issue = Pick<RegistrationTokenState, 'id' | 'program' | 'organizationId' | 'salt' | 'hash' | 'replaces'>;

/** What is judged at a moment, by a program's numbers. */
export interface TokenJudging {
  readonly rules: TokenRules;
  readonly at: Date;
}

/** Lets one person register one organization, once (MC-TOK-01..08). */
export class RegistrationToken extends Aggregate<RegistrationTokenState, RegistrationTokenEvent> {
  static issue(issue: Issue, { rules, at }: TokenJudging): RegistrationToken {
    const expiresAt = after(at, `PT${rules.lifetimeDays * 24}H`);
    const token = new RegistrationToken({ ...issue, status: 'issued', issuedAt: at, expiresAt, mismatches: 0 });
    const { id: tokenId, organizationId, program, replaces } = issue;
    token.become({}, { type: 'RegistrationTokenIssued', tokenId, organizationId, program, expiresAt, replaces });
    return token;
  }

  /** By the clock, whether or not anybody has announced it; at the very moment it is over. */
  isExpired(at: Date): boolean {
    return this.isOpen && at >= this.state.expiresAt;
  }

  isLocked(at: Date): boolean {
    return this.state.lockedUntil !== undefined && at < this.state.lockedUntil;
  }

  /** Refuses whoever may not begin or go on with this token. */
  mustAdmit(holder: string, at: Date): void {
    this.mustBeUsable(at);
    if (this.state.holder !== undefined && this.state.holder !== holder) throw tokenUsed();
  }

  /** Refuses a token that is used, revoked, expired or locked. */
  mustBeUsable(at: Date): void {
    const { status, lockedUntil } = this.state;
    if (status === 'used') throw tokenUsed();
    if (status === 'revoked') throw tokenRevoked();
    if (status === 'expired' || this.isExpired(at)) throw tokenExpired();
    if (lockedUntil && at < lockedUntil) throw tokenLocked({ retryAfter: secondsBetween(at, lockedUntil) });
  }

  /** The first to begin has it; the same person may begin again (D-08), anybody else comes too late. */
  begin(registrationId: string, holder: string, at: Date): void {
    this.mustAdmit(holder, at);
    if (this.state.status === 'begun') return;

    this.become(
      { status: 'begun', registrationId, holder },
      { type: 'RegistrationTokenBegun', tokenId: this.id, registrationId },
    );
  }

  /** Counts; too many lock the token for a while (MC-REG-05). Saved before the person is told. */
  mismatched({ rules, at }: TokenJudging): void {
    this.mustBeUsable(at);
    const mismatches = this.state.mismatches + 1;
    const lockedUntil = mismatches >= rules.mismatchLimit ? after(at, rules.mismatchLock) : undefined;
    this.become(
      { mismatches: lockedUntil ? 0 : mismatches, lockedUntil },
      { type: 'RegistrationTokenMismatched', tokenId: this.id, lockedUntil },
    );
  }

  /** Saved like a mismatch, so that a right guess among many at once is no cheaper than a wrong one. */
  matched(at: Date): void {
    this.mustBeUsable(at);
    this.become({ mismatches: 0, lockedUntil: undefined, matchedAt: at });
  }

  /** The registration has its organization; whatever time it took, this token is spent. */
  use(registrationId: string): void {
    if (this.state.status === 'used' || this.state.registrationId !== registrationId) return;

    this.become({ status: 'used' }, { type: 'RegistrationTokenUsed', tokenId: this.id, registrationId });
  }

  /** Announces, once, that the time has passed; before that nothing happens (MC-TOK-05). */
  expire(at: Date): void {
    if (!this.isExpired(at)) return;

    const { id: tokenId, organizationId } = this.state;
    this.become({ status: 'expired' }, { type: 'RegistrationTokenExpired', tokenId, organizationId });
  }

  mustBeReplaceable(): void {
    if (this.state.status === 'used') throw tokenUsed();
    if (this.state.status === 'revoked') throw tokenReissued();
  }

  /** Another token has taken its place (D-02); once. */
  revoke(): void {
    if (this.state.status === 'revoked' || this.state.status === 'used') return;

    this.become({ status: 'revoked' }, { type: 'RegistrationTokenRevoked', tokenId: this.id });
  }

  /** Once; and a letter with a dead token would only confuse. */
  needsLetter(at: Date): boolean {
    return this.isOpen && !this.isExpired(at) && !this.state.letterPrintedAt;
  }

  letterPrinted(at: Date): void {
    this.become({ letterPrintedAt: at });
  }

  private get isOpen(): boolean {
    return this.state.status === 'issued' || this.state.status === 'begun';
  }
}

const secondsBetween = (from: Date, to: Date): number => Math.ceil((to.getTime() - from.getTime()) / 1_000);
