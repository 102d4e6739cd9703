import { describe, expect, it } from '@jest/globals';
import { aLinkIssue, aPerson, minutesLater, now, stored } from '../../test/account.builders.js';
import type { Secrets } from './secrets.js';
import { User } from './user.js';

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
const { id: linkId } = aLinkIssue();
const use = { linkId, opening: 'opening' };
const fresh = { ...use, prefix: 'AB', hash: 'right', channel: 'sms' as const, phone: '+19165550142' };

function aUserWithLink(): User {
  const user = User.register(aPerson());
  user.issueLink(aLinkIssue());
  return stored(user);
}

describe('the passcode of a link', () => {
  it('is refused by a channel that the program does not offer [MC-OTP-01]', () => {
    const user = aUserWithLink();
    expect(() => user.passcodeSent({ ...fresh, channel: 'voice' }, judging())).toThrow(
      expect.objectContaining({ code: 'channel-not-offered' }),
    );
    expect(user.recorded).toEqual([]);
  });

  it('is refused before a phone is looked for when the last one is younger than 30 seconds [MC-OTP-04]', () => {
    const user = aUserWithLink();
    expect(() => user.mustTakePasscode(linkId, judging())).not.toThrow();
    user.passcodeSent(fresh, judging());
    expect(() => user.mustTakePasscode(linkId, judging(minutesLater(0.49)))).toThrow(
      expect.objectContaining({ code: 'otp-too-soon' }),
    );
    expect(() => user.mustTakePasscode(linkId, judging(minutesLater(0.5)))).not.toThrow();
    expect(() => user.mustTakePasscode(linkId, judging(minutesLater(30)))).toThrow(
      expect.objectContaining({ code: 'link-expired' }),
    );
  });

  it('typed wrongly is a fact that names the link [MC-OTP-04]', () => {
    const user = aUserWithLink();
    user.passcodeSent(fresh, judging());
    const sent = stored(user);
    sent.provePasscode({ ...use, typedHash: 'wrong' }, judging());
    expect(sent.recorded).toEqual([{ type: 'LinkPasscodeRefused', linkId }]);
  });
});
