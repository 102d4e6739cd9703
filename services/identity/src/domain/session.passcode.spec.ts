import { describe, expect, it } from '@jest/globals';
import { aSession, minutesLater, now, secrets, storedSession, userId } from '../../test/account.builders.js';
import { passcodeHash, type PasscodeRules } from './passcode.js';
import type { Session } from './session.js';

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const rules: PasscodeRules = {
  channels: ['sms'],
  prefixLetters: 2,
  lifetime: 'PT10M',
  tries: 5,
  resendAfter: 'PT30S',
  sends: { limit: 5, window: 'PT1H' },
};
const judging = (at = now) => ({ rules, secrets, at });
const token = { salt: 'new-salt', tokenHash: 'hash-of-stronger' };
const hashIn = ({ id }: Session, digits: string): string => passcodeHash(id, digits, secrets);
const typed = (session: Session, digits: string) => ({ typedHash: hashIn(session, digits), token });

function waiting(digits = '123456', session = aSession()): Session {
  session.passcodeSent({ prefix: 'AB', hash: hashIn(session, digits), channel: 'sms' }, judging());
  return storedSession(session);
}

describe('A session and its passcode', () => {
  it('are stronger together, under another token [MC-OTP-03]', () => {
    const session = waiting();
    expect(session.provePasscode(typed(session, '123456'), judging(minutesLater(1)))).toBeUndefined();
    expect(session.state).toMatchObject({
      ...token,
      formerTokens: ['hash-of-session'],
      proof: { at: minutesLater(1) },
    });
    expect(session.tokenHashes).toEqual(['hash-of-stronger', 'hash-of-session']);
    expect(session.recorded).toEqual([{ type: 'SessionStrengthened', sessionId: session.id, userId }]);
  });

  it('say nothing of the digits [MC-OTP-06]', () => {
    const session = aSession();
    session.passcodeSent({ prefix: 'AB', hash: hashIn(session, '123456'), channel: 'sms' }, judging());
    expect(session.recorded).toEqual([{ type: 'SessionPasscodeSent', sessionId: session.id, channel: 'sms' }]);
    expect(JSON.stringify(session.state)).not.toContain('123456');
  });

  it('count wrong tries, and no more than five [MC-OTP-04]', () => {
    let session = waiting();
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(session.provePasscode(typed(session, '000000'), judging())?.code).toBe('otp-invalid');
      expect(session.recorded).toEqual([{ type: 'SessionPasscodeRefused', sessionId: session.id }]);
      session = storedSession(session);
    }
    expect(() => session.provePasscode(typed(session, '123456'), judging())).toThrow(code('otp-void'));
    expect(session.state.tokenHash).toBe('hash-of-session');
  });

  it('work once, in time, and for what was sent here only [MC-OTP-04] [MC-OTP-05]', () => {
    const late = waiting();
    expect(() => late.provePasscode(typed(late, '123456'), judging(minutesLater(10)))).toThrow(code('otp-expired'));
    const never = aSession();
    expect(() => never.provePasscode(typed(never, '123456'), judging())).toThrow(code('otp-invalid'));
    const once = waiting();
    once.provePasscode(typed(once, '123456'), judging());
    expect(() => once.provePasscode(typed(once, '123456'), judging())).toThrow(code('otp-invalid'));
    const elsewhere = { typedHash: passcodeHash('another-flow', '123456', secrets), token };
    expect(waiting().provePasscode(elsewhere, judging())?.code).toBe('otp-invalid');
  });

  it('are not sent too soon, nor by what is not offered, nor after the end', () => {
    const session = waiting();
    expect(() => session.mustTakePasscode('sms', judging())).toThrow(code('otp-too-soon'));
    expect(() => session.mustTakePasscode('voice', judging(minutesLater(1)))).toThrow(code('channel-not-offered'));
    session.end('signed-out', now);
    expect(() => session.mustTakePasscode('sms', judging(minutesLater(1)))).toThrow(code('session-ended'));
    expect(() => session.provePasscode(typed(session, '123456'), judging())).toThrow(code('session-ended'));
  });

  it('remember only the last tokens of before', () => {
    let session = aSession();
    for (let turn = 0; turn < 8; turn += 1) {
      session = waiting('123456', session);
      session.provePasscode(
        { ...typed(session, '123456'), token: { salt: 's', tokenHash: `hash-${turn}` } },
        judging(),
      );
    }
    expect(session.tokenHashes).toEqual(['hash-7', 'hash-2', 'hash-3', 'hash-4', 'hash-5', 'hash-6']);
  });
});
