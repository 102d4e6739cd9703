import { describe, expect, it } from '@jest/globals';
import { aMembership, anotherMembership, aSession, minutesLater, now, secrets } from '../../test/account.builders.js';
import { passcodeHash } from './passcode.js';

const ended = expect.objectContaining({ code: 'session-ended' });

describe('a session without an organization in view', () => {
  it('takes the first one chosen, with its program [MC-HOM-05]', () => {
    const session = aSession();
    session.choose(aMembership({ program: 'other-plan' }), minutesLater(1));
    const { organizationId, memberId } = aMembership();
    expect(session.state).toMatchObject({
      view: { organizationId, memberId, orgRole: 'admin' },
      program: 'other-plan',
      lastSeenAt: minutesLater(1),
    });
  });

  it('is found by its own token alone', () => {
    expect(aSession().tokenHashes).toEqual(['hash-of-session']);
  });
});

describe('a session that was ended', () => {
  it('is not live, however little time has passed, and says when and why [MC-AUT-12]', () => {
    const session = aSession();
    expect(() => session.mustBeLive(now)).not.toThrow();
    session.end('signed-out', minutesLater(1));
    expect(session.isLive(minutesLater(1))).toBe(false);
    expect(() => session.mustBeLive(minutesLater(1))).toThrow(ended);
    expect(session.state.ended).toEqual({ at: minutesLater(1), reason: 'signed-out' });
  });

  it('takes neither a passcode nor another organization', () => {
    const session = aSession({ view: aMembership() });
    session.end('ended-by-owner', now);
    const fresh = { prefix: 'AB', hash: passcodeHash(session.id, '123456', secrets), channel: 'sms' as const };
    const rules = {
      prefixLetters: 2,
      lifetime: 'PT10M',
      tries: 5,
      resendAfter: 'PT30S',
      sends: { limit: 5, window: 'PT1H' },
    };
    expect(() => session.passcodeSent(fresh, { rules, at: now })).toThrow(ended);
    expect(() => session.choose(anotherMembership(), now)).toThrow(ended);
  });
});
