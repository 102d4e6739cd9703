import { beforeEach, describe, expect, it } from '@jest/globals';
import { aLinkIssue, aPerson, minutesLater, now, stored, userId } from '../../test/account.builders.js';
import type { Secrets } from './secrets.js';
import { User } from './user.js';

const [oldPhone, newPhone] = ['+19165550142', '+19165550199'];
const rules = {
  channels: ['sms'] as const,
  prefixLetters: 2,
  lifetime: 'PT10M',
  tries: 5,
  resendAfter: 'PT30S',
  sends: { limit: 5, window: 'PT1H' },
};
const secrets = { same: (one: string, other: string) => one === other } as Secrets;
const judging = (at = now) => ({ rules, at, secrets });
const code = (wanted: string) => expect.objectContaining({ code: wanted });
const fresh = { sessionId: 'session', phone: newPhone, prefix: 'AB', hash: 'right', channel: 'sms' as const };
const typed = (typedHash: string, sessionId = 'session') => ({ sessionId, typedHash });
const aUser = (): User => stored(User.register(aPerson()));

describe('a password that its owner changes', () => {
  const hashes = { exact: 'new', canonical: '~new' };
  const withPassword = (): User =>
    new User({ ...aUser().state, credentials: { exact: 'old', canonical: '~old', setAt: now } }, 1);

  it('takes the place of the one before, is told, and says which session goes on [MC-PWD-10]', () => {
    const user = withPassword();
    user.changePassword({ hashes, remembered: 5, at: minutesLater(1), keptSession: 'session' });

    expect(user.state.credentials).toEqual({ ...hashes, setAt: minutesLater(1), keptSession: 'session' });
    expect(user.recentPasswords(5).map(({ exact }) => exact)).toEqual(['new', 'old']);
    expect(user.recorded).toEqual([{ type: 'PasswordChanged', userId, program: 'test-plan' }]);
    expect(user.state.notices).toMatchObject([{ kind: 'password-changed', owedSince: minutesLater(1) }]);
  });

  it('keeps no session where none is named', () => {
    const user = withPassword();
    user.changePassword({ hashes, remembered: 5, at: now });
    expect(user.state.credentials).toStrictEqual({ ...hashes, setAt: now });
  });

  it('owes a mail for each change', () => {
    const user = withPassword();
    for (const minute of [1, 2]) user.changePassword({ hashes, remembered: 5, at: minutesLater(minute) });
    expect(user.state.notices).toHaveLength(2);
  });

  it('voids the links that lead to another', () => {
    const user = withPassword();
    user.issueLink(aLinkIssue({ purpose: 'reset-password' }));
    user.changePassword({ hashes, remembered: 5, at: minutesLater(1) });
    expect(user.hasUsableLink('reset-password', minutesLater(1))).toBe(false);
  });
});

describe('a phone that its owner changes [MC-PRF-03]', () => {
  let user: User;

  beforeEach(() => {
    const sent = aUser();
    sent.phoneChangeSent(fresh, judging());
    user = stored(sent);
  });

  it('stays what it is until the passcode proves the new one', () => {
    expect(user.state).toMatchObject({ mobilePhone: oldPhone, phoneChange: { phone: newPhone, sessionId: 'session' } });
    expect(user.provePhone(typed('right'), judging(minutesLater(1)))).toBeUndefined();
    expect(user.state).toMatchObject({ mobilePhone: newPhone, phoneChange: undefined, phoneProof: 'right' });
    expect(user.recorded).toEqual([{ type: 'PhoneChanged', userId }]);
  });

  it('is told to the phone of before, once for each change', () => {
    user.provePhone(typed('right'), judging(minutesLater(1)));
    user.phoneChangeSent({ ...fresh, phone: oldPhone }, judging(minutesLater(2)));
    user.provePhone(typed('right'), judging(minutesLater(2)));
    expect(user.state.notices).toMatchObject([
      { kind: 'phone-changed', owedSince: minutesLater(1), formerPhone: oldPhone },
      { kind: 'phone-changed', owedSince: minutesLater(2), formerPhone: newPhone },
    ]);
  });

  it('has no phone of before to tell where there was none', () => {
    const without = new User({ ...user.state, mobilePhone: undefined }, 1);
    without.provePhone(typed('right'), judging());
    expect(Object.keys(without.state.notices[0] ?? {})).toEqual(['id', 'kind', 'owedSince']);
  });

  it('is proven in the session that asked, once, and not before anything was sent [MC-OTP-05]', () => {
    expect(() => user.provePhone(typed('right', 'another'), judging())).toThrow(code('otp-invalid'));
    user.provePhone(typed('right'), judging());
    expect(() => user.provePhone(typed('right'), judging())).toThrow(code('otp-invalid'));
    expect(() => aUser().provePhone(typed('right'), judging())).toThrow(code('otp-invalid'));
  });

  it('counts wrong tries, and no more than five [MC-OTP-04]', () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(user.provePhone(typed('wrong'), judging())?.code).toBe('otp-invalid');
      expect(user.state.phoneChange).toMatchObject({ phone: newPhone, sessionId: 'session', passcode: { tries } });
    }
    expect(() => user.provePhone(typed('right'), judging())).toThrow(code('otp-void'));
    expect(user.state.mobilePhone).toBe(oldPhone);
  });

  it('is refused late, too soon, by another channel, and as the phone that it is already', () => {
    expect(() => user.provePhone(typed('right'), judging(minutesLater(10)))).toThrow(code('otp-expired'));
    expect(() => user.phoneChangeSent(fresh, judging(minutesLater(0.49)))).toThrow(code('otp-too-soon'));
    const asked = (phone: string, channel: 'sms' | 'voice') => () =>
      user.mustTakePhone(phone, channel, judging(minutesLater(1)));
    expect(asked(newPhone, 'sms')).not.toThrow();
    expect(asked(newPhone, 'voice')).toThrow(code('channel-not-offered'));
    expect(asked(oldPhone, 'sms')).toThrow(code('phone-unchanged'));
    expect(() => user.phoneChangeSent({ ...fresh, phone: oldPhone }, judging(minutesLater(1)))).toThrow(
      expect.objectContaining({ kind: 'conflict', message: expect.stringMatching(/^[A-Z].+\.$/) }),
    );
  });

  it('waits for the newest passcode alone', () => {
    user.phoneChangeSent({ ...fresh, hash: 'second' }, judging(minutesLater(0.5)));
    expect(user.provePhone(typed('right'), judging(minutesLater(1)))?.code).toBe('otp-invalid');
    expect(user.provePhone(typed('second'), judging(minutesLater(1)))).toBeUndefined();
  });
});
