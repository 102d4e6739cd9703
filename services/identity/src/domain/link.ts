import { refusal } from '@portico/kernel';
import type { PasscodeState } from './passcode.js';

export const linkUnknown = refusal('not-found', 'link-unknown', 'This link is not valid. Please request a new one.');
export const linkUsed = refusal('gone', 'link-used', 'This link was already used. Please request a new one.');
export const linkSuperseded = refusal('gone', 'link-superseded', 'A newer link was sent. Please use that one.');
export const linkExpired = refusal('gone', 'link-expired', 'This link has expired. Please request a password reset.');
export const otpRequired = refusal('forbidden', 'otp-required', 'Please enter the passcode sent to your phone first.');

export type LinkPurpose = 'set-password' | 'reset-password';

export interface LinkState {
  readonly id: string;
  readonly purpose: LinkPurpose;
  /** Whose texts and numbers serve it. */
  readonly program: string;
  /** The mailed token is derived from id and salt; only its keyed hash finds the link. */
  readonly salt: string;
  readonly tokenHash: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly usedAt?: Date;
  readonly passcode?: PasscodeState;
  /** The opening that asked for the passcode; typed in another one, it proves nothing (MC-OTP-05). */
  readonly passcodeFor?: string;
  /** The opening in which a passcode was proven: nobody else who opens the link profits from it. */
  readonly provenIn?: string;
}

/** Enough to tell the holder of an old link what became of it. */
const kept = 6;

export const withNewest = (links: readonly LinkState[], newest: LinkState): LinkState[] =>
  [...links.filter(({ id }) => id !== newest.id), newest].slice(-kept);

/** Only the newest link of a purpose works. */
const isNewest = (links: readonly LinkState[], { id, purpose }: LinkState): boolean =>
  links.findLast((link) => link.purpose === purpose)?.id === id;

export function isUsable(links: readonly LinkState[], link: LinkState, at: Date): boolean {
  return !link.usedAt && isNewest(links, link) && at < link.expiresAt;
}

export const changedLink = (links: readonly LinkState[], linkId: string, change: Partial<LinkState>): LinkState[] =>
  links.map((link) => (link.id === linkId ? { ...link, ...change } : link));

/** The link as long as it may be used, or the reason why not. */
export function usable(links: readonly LinkState[], linkId: string, at: Date): LinkState {
  const link = links.find(({ id }) => id === linkId);
  if (!link) throw linkUnknown();
  if (link.usedAt) throw linkUsed();
  if (!isNewest(links, link)) throw linkSuperseded();
  if (at >= link.expiresAt) throw linkExpired();
  return link;
}
