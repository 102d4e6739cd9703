import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@portico/kernel';
import { linkExpired, linkSuperseded, linkUnknown, linkUsed, otpRequired } from './link.js';
import { channelNotOffered, otpExpired, otpInvalid, otpLocked, otpTooMany, otpTooSoon, otpVoid } from './passcode.js';
import { busy } from './password-hasher.js';
import {
  boxesRequired,
  organizationAlreadyRegistered,
  phoneNotTextable,
  registrationUnknown,
  stepOutOfOrder,
} from './registration.js';
import {
  dataMismatch,
  tokenExpired,
  tokenLocked,
  tokenRecordUnknown,
  tokenReissued,
  tokenRevoked,
  tokenUnknown,
  tokenUsed,
  tooManyTokens,
} from './registration-token.js';
import { sessionEnded, sessionUnknown } from './session.js';
import { stale, userUnknown } from './user.js';

/** What clients rely on: the kind decides the status, the code what a page does next. */
const told: readonly (readonly [() => Refusal, string, string])[] = [
  [linkUnknown, 'not-found', 'link-unknown'],
  [linkUsed, 'gone', 'link-used'],
  [linkSuperseded, 'gone', 'link-superseded'],
  [linkExpired, 'gone', 'link-expired'],
  [otpRequired, 'forbidden', 'otp-required'],
  [otpInvalid, 'invalid', 'otp-invalid'],
  [otpExpired, 'gone', 'otp-expired'],
  [otpVoid, 'too-many', 'otp-void'],
  [otpTooSoon, 'too-many', 'otp-too-soon'],
  [otpTooMany, 'too-many', 'otp-too-many'],
  [otpLocked, 'locked', 'otp-locked'],
  [channelNotOffered, 'invalid', 'channel-not-offered'],
  [busy, 'unavailable', 'busy'],
  [registrationUnknown, 'not-found', 'registration-not-found'],
  [stepOutOfOrder, 'conflict', 'step-out-of-order'],
  [boxesRequired, 'invalid', 'boxes-required'],
  [phoneNotTextable, 'invalid', 'phone-not-textable'],
  [organizationAlreadyRegistered, 'conflict', 'organization-already-registered'],
  [tokenUnknown, 'not-found', 'token-unknown'],
  [tokenRecordUnknown, 'not-found', 'registration-token-not-found'],
  [tokenUsed, 'conflict', 'token-used'],
  [tokenExpired, 'gone', 'token-expired'],
  [tokenRevoked, 'gone', 'token-revoked'],
  [tokenLocked, 'locked', 'token-locked'],
  [dataMismatch, 'invalid', 'organization-data-mismatch'],
  [tooManyTokens, 'too-many', 'too-many-tokens'],
  [tokenReissued, 'conflict', 'token-reissued'],
  [sessionEnded, 'unauthenticated', 'session-ended'],
  [sessionUnknown, 'not-found', 'not-found'],
  [stale, 'conflict', 'stale'],
  [userUnknown, 'not-found', 'not-found'],
];

describe('a refusal', () => {
  it.each(told.map(([refusal, kind, code]) => ({ refusal, kind, code })))(
    'is told to clients as $kind $code',
    ({ refusal, kind, code }) => {
      expect(refusal()).toMatchObject({ kind, code });
    },
  );

  it('is told to people in whole sentences, none of them twice for two reasons', () => {
    const sentences = told.map(([refusal]) => refusal().message);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^.]+\.(?: [A-Z][^.]+\.)*$/);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
