import { after, milliseconds, type Random, type Refusal, refusal } from '@portico/kernel';
import type { Secrets } from './secrets.js';

export const otpInvalid = refusal(
  'invalid',
  'otp-invalid',
  'These are not the last six digits of the passcode we sent.',
);
export const otpExpired = refusal('gone', 'otp-expired', 'This passcode has expired. Please ask for a new one.');
export const otpVoid = refusal('too-many', 'otp-void', 'Too many wrong tries. Please ask for a new passcode.');
export const otpTooSoon = refusal(
  'too-many',
  'otp-too-soon',
  'A passcode was just sent. Please wait before you ask again.',
);
export const otpTooMany = refusal('too-many', 'otp-too-many', 'Too many passcodes were sent to this phone.');
export const otpLocked = refusal(
  'locked',
  'otp-locked',
  'Too many wrong passcodes were entered. Please wait before you try again.',
);

export const channelNotOffered = refusal('invalid', 'channel-not-offered', 'A passcode cannot be sent this way here.');

/** The program's numbers for passcodes (D-13); durations in ISO 8601. */
export interface PasscodeRules {
  /** Ways of sending; all of them when left out. */
  channels?: readonly ('sms' | 'voice')[];
  prefixLetters: number;
  lifetime: string;
  tries: number;
  resendAfter: string;
  sends: { limit: number; window: string };
}

/** A passcode that was sent: its hash only, bound to its flow (MC-OTP-05, MC-OTP-06). */
export interface PasscodeState {
  /** The letters before the dash: they tell messages apart and prove nothing. */
  readonly prefix: string;
  readonly hash: string;
  readonly channel: 'sms' | 'voice';
  readonly sentAt: Date;
  readonly expiresAt: Date;
  /** Wrong tries so far. */
  readonly tries: number;
}

/** A passcode in clear, on its way to the phone: `AB-123456`. */
export interface Passcode {
  readonly prefix: string;
  readonly digits: string;
}

/** What judging and sending stand on. */
export interface Judging {
  readonly rules: PasscodeRules;
  readonly at: Date;
}

/** Letters without those that look like digits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export function newPasscode(random: Random, prefixLetters: number): Passcode {
  const prefix = Array.from({ length: prefixLetters }, () => letters.charAt(random.below(letters.length))).join('');
  return { prefix, digits: String(random.below(1_000_000)).padStart(6, '0') };
}

/** Bound to the flow: the same digits mean nothing in another one. */
export const passcodeHash = (flowId: string, digits: string, secrets: Secrets): string =>
  secrets.hash('passcode', JSON.stringify([flowId, digits]));

/** A new passcode takes the place of the one before, not sooner than the rules allow. */
export function sentPasscode(
  fresh: Pick<PasscodeState, 'prefix' | 'hash' | 'channel'>,
  before: PasscodeState | undefined,
  { rules, at }: Judging,
): PasscodeState {
  mustBeOffered(fresh.channel, rules);
  mustBeLateEnough(before, { rules, at });
  return { ...fresh, sentAt: at, expiresAt: after(at, rules.lifetime), tries: 0 };
}

export function mustBeOffered(channel: PasscodeState['channel'], { channels }: PasscodeRules): void {
  if (channels && !channels.includes(channel)) throw channelNotOffered();
}

/** Whether another may be sent already (MC-OTP-04). */
export function mustBeLateEnough(before: PasscodeState | undefined, judging: Judging): void {
  const wait = before ? untilResend(before, judging) : 0;
  if (wait > 0) throw otpTooSoon({ retryAfter: wait });
}

/**
 * The refusal of what was typed, with the passcode as it is to be kept; nothing when it is right. The keeper saves the
 * counted try before it answers.
 */
export function refusalOf(
  typedHash: string,
  passcode: PasscodeState | undefined,
  { rules, at, secrets }: Judging & { secrets: Secrets },
): { refusal: Refusal; passcode?: PasscodeState } | undefined {
  if (!passcode) return { refusal: otpInvalid() };
  if (passcode.tries >= rules.tries)
    return { refusal: otpVoid({ retryAfter: untilNew(passcode, { rules, at }) }), passcode };
  if (at >= passcode.expiresAt) return { refusal: otpExpired(), passcode };
  if (secrets.same(passcode.hash, typedHash)) return undefined;
  return { refusal: otpInvalid(), passcode: { ...passcode, tries: passcode.tries + 1 } };
}

const untilNew = (passcode: PasscodeState, judging: Judging): number => Math.max(1, untilResend(passcode, judging));

function untilResend({ sentAt }: PasscodeState, { rules, at }: Judging): number {
  return Math.ceil((sentAt.getTime() + milliseconds(rules.resendAfter) - at.getTime()) / 1_000);
}
