import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { aLinkIssue, aPerson, minutesLater, now, stored } from '../../test/account.builders.js';
import type { Secrets } from './secrets.js';
import { User } from './user.js';

const rules = {
  channels: ['sms', 'voice'] as const,
  prefixLetters: 2,
  lifetime: 'PT10M',
  tries: 5,
  resendAfter: 'PT30S',
  sends: { limit: 5, window: 'PT1H' },
};
const secrets = { same: (one: string, other: string) => one === other } as Secrets;
const judging = (at = now) => ({ rules, at, secrets });
const { id: linkId } = aLinkIssue();

const fresh = (hash = 'right', phone = '+19165550142') => ({
  linkId,
  opening: 'opening',
  prefix: 'AB',
  hash,
  channel: 'sms' as const,
  phone,
});
const proof = (typedHash: string, opening = 'opening') => ({ linkId, opening, typedHash });

function aUserWithLink(phone: string | undefined = '+19165550142'): User {
  const user = User.register(aPerson({ mobilePhone: phone }));
  user.issueLink(aLinkIssue());
  return stored(user);
}

describe('The passcode of a link', () => {
  let user: User;

  beforeEach(() => {
    user = aUserWithLink();
    user.passcodeSent(fresh(), judging());
  });

  it('proves the link in the opening that typed it [MC-INV-11]', () => {
    expect(user.provePasscode(proof('right'), judging())).toBeUndefined();
    expect(user.provenLink(linkId, 'opening', now).id).toBe(linkId);
    expect(user.recorded.map(({ type }) => type)).toEqual(['LinkPasscodeSent', 'PasswordLinkProven']);
  });

  it('proves nothing in another opening of the link [MC-OTP-05]', () => {
    expect(user.provePasscode(proof('right', 'another'), judging())?.code).toBe('otp-invalid');
    expect(user.state.links[0]?.passcode?.tries).toBe(1);
  });

  it('serves once', () => {
    user.provePasscode(proof('right'), judging());
    expect(() => user.provePasscode(proof('right'), judging())).toThrow(
      expect.objectContaining({ code: 'otp-invalid' }),
    );
  });

  it('is void after five wrong tries, each counted [MC-OTP-04]', () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(user.provePasscode(proof('wrong'), judging())?.code).toBe('otp-invalid');
      expect(user.state.links[0]?.passcode?.tries).toBe(tries);
    }
    expect(() => user.provePasscode(proof('right'), judging())).toThrow(expect.objectContaining({ code: 'otp-void' }));
  });

  it('is sent again after 30 seconds, not before [MC-OTP-04]', () => {
    expect(() => user.passcodeSent(fresh('second'), judging(minutesLater(0.49)))).toThrow(
      expect.objectContaining({ code: 'otp-too-soon' }),
    );
    user.passcodeSent(fresh('second'), judging(minutesLater(0.5)));
    expect(user.provePasscode(proof('second'), judging(minutesLater(1)))).toBeUndefined();
  });

  it('needs a link that may be used', () => {
    expect(() => user.provePasscode(proof('right'), judging(minutesLater(30)))).toThrow(
      expect.objectContaining({ code: 'link-expired' }),
    );
    expect(() => user.passcodeSent(fresh(), judging(minutesLater(31)))).toThrow(
      expect.objectContaining({ code: 'link-expired' }),
    );
  });
});

describe('An account without a phone', () => {
  it('takes the one that the passcode proved', () => {
    const user = aUserWithLink('');
    const without = new User({ ...user.state, mobilePhone: undefined }, 1);
    without.passcodeSent(fresh('right', '+19165550199'), judging());
    expect(without.state).toMatchObject({ mobilePhone: undefined, namedPhone: '+19165550199' });
    without.provePasscode(proof('right'), judging());
    expect(without.state).toMatchObject({ mobilePhone: '+19165550199', namedPhone: undefined });
  });

  it('never takes a phone that another link’s passcode was sent to', () => {
    const user = aUserWithLink();
    user.issueLink(aLinkIssue({ id: idFrom('link', 'reset'), purpose: 'reset-password' }));
    const without = new User({ ...user.state, mobilePhone: undefined }, 1);
    without.passcodeSent(fresh('first', '+19165550199'), judging());
    without.passcodeSent({ ...fresh('second', '+19165550111'), linkId: idFrom('link', 'reset') }, judging());
    expect(() => without.provePasscode(proof('first'), judging())).toThrow(
      expect.objectContaining({ code: 'otp-invalid' }),
    );
  });
});
