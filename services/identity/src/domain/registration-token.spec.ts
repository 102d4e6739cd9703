import { describe, expect, it } from '@jest/globals';
import { aToken, days, later, today, tokenRules } from '../../test/registration.builders.js';
import { RegistrationToken } from './registration-token.js';

const rules = tokenRules;
const lapse = days(rules.lifetimeDays);
const hour = 3600;

const mismatchedTimes = (count: number): RegistrationToken => {
  const token = aToken();
  for (let time = 0; time < count; time += 1) token.mismatched({ rules, at: today });
  return token;
};

describe('a registration token', () => {
  it('is issued with its end, and tells neither itself nor its hash [MC-TOK-01]', () => {
    const issue = { id: 'token', program: 'p', organizationId: 'o', salt: 'salt', hash: 'hash' };
    const token = RegistrationToken.issue(issue, { rules, at: today });

    expect(token.state).toMatchObject({ status: 'issued', issuedAt: today, expiresAt: later(lapse), mismatches: 0 });
    expect(token.recorded).toEqual([
      {
        type: 'RegistrationTokenIssued',
        tokenId: 'token',
        organizationId: 'o',
        program: 'p',
        expiresAt: later(lapse),
        replaces: undefined,
      },
    ]);
  });

  it('is accepted until a second before its end, and from the end on no more [MC-TOK-03]', () => {
    expect(() => aToken().mustAdmit('maria', later(lapse - 1))).not.toThrow();
    for (const late of [0, 1]) {
      expect(() => aToken().mustAdmit('maria', later(lapse + late))).toThrow(
        expect.objectContaining({ kind: 'gone', code: 'token-expired' }),
      );
    }
  });

  it('admits whoever begins first, again and again, and nobody else [MC-TOK-04, MC-REG-19]', () => {
    const token = aToken();
    token.begin('registration', 'maria', today);
    token.begin('registration', 'maria', later(hour));

    expect(token.recorded).toEqual([
      { type: 'RegistrationTokenBegun', tokenId: 'token', registrationId: 'registration' },
    ]);
    expect(() => token.begin('registration', 'oscar', today)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'token-used' }),
    );
  });

  it.each([
    ['used', 'conflict', 'token-used'],
    ['revoked', 'gone', 'token-revoked'],
    ['expired', 'gone', 'token-expired'],
  ] as const)('that is %s refuses as %s %s', (status, kind, code) => {
    const token = aToken({ status });
    expect(() => token.begin('registration', 'maria', today)).toThrow(expect.objectContaining({ kind, code }));
    expect(() => token.mismatched({ rules, at: today })).toThrow(expect.objectContaining({ code }));
    expect(() => token.matched(today)).toThrow(expect.objectContaining({ code }));
    expect(token.recorded).toEqual([]);
  });

  it('used stays used after its end [MC-TOK-04]', () => {
    expect(() => aToken({ status: 'used' }).mustBeUsable(later(lapse))).toThrow(
      expect.objectContaining({ code: 'token-used' }),
    );
  });

  it('is locked for 24 hours by the fifth mismatch, to the second [MC-REG-05]', () => {
    const four = mismatchedTimes(4);
    expect(four.isLocked(today)).toBe(false);
    expect(four.recorded.at(-1)).toMatchObject({ type: 'RegistrationTokenMismatched', lockedUntil: undefined });

    const five = mismatchedTimes(5);
    expect(five.state).toMatchObject({ mismatches: 0, lockedUntil: later(24 * hour) });
    expect(five.recorded).toHaveLength(5);
    expect(five.recorded.at(-1)).toMatchObject({ lockedUntil: later(24 * hour) });
    expect(() => five.mustBeUsable(later(24 * hour - 1))).toThrow(
      expect.objectContaining({ kind: 'locked', code: 'token-locked', details: { retryAfter: 1 } }),
    );
    expect(five.isLocked(later(24 * hour - 1))).toBe(true);
    expect(() => five.mustBeUsable(later(24 * hour))).not.toThrow();
    expect(five.isLocked(later(24 * hour))).toBe(false);
  });

  it('counts anew after a lock and after a match', () => {
    const locked = mismatchedTimes(5);
    locked.mismatched({ rules, at: later(24 * hour) });
    expect(locked.state).toMatchObject({ mismatches: 1, lockedUntil: undefined });

    const matched = mismatchedTimes(4);
    matched.matched(today);
    expect(matched.state).toMatchObject({ mismatches: 0, matchedAt: today });
  });

  it('announces its end once, and not before [MC-TOK-05]', () => {
    const token = aToken();
    token.expire(later(lapse - 1));
    expect([token.recorded.length, token.state.status]).toEqual([0, 'issued']);

    token.expire(later(lapse));
    token.expire(later(lapse + 1));
    expect(token.recorded).toEqual([
      { type: 'RegistrationTokenExpired', tokenId: 'token', organizationId: 'organization' },
    ]);
    expect(token.state.status).toBe('expired');
  });

  it.each(['used', 'revoked'] as const)('that is %s does not expire', (status) => {
    const token = aToken({ status });
    token.expire(later(lapse));
    expect([token.recorded.length, token.state.status, token.isExpired(later(lapse))]).toEqual([0, status, false]);
  });

  it('begun expires like one that nobody used', () => {
    expect(aToken({ status: 'begun' }).isExpired(later(lapse))).toBe(true);
  });

  it('is spent by its own registration, once, whatever happened meanwhile', () => {
    for (const status of ['begun', 'expired', 'revoked'] as const) {
      const token = aToken({ status, registrationId: 'registration' });
      token.use('another registration');
      token.use('registration');
      token.use('registration');
      expect(token.recorded).toEqual([
        { type: 'RegistrationTokenUsed', tokenId: 'token', registrationId: 'registration' },
      ]);
      expect(token.state.status).toBe('used');
    }
  });

  it('is revoked once, when it is replaced [MC-TOK-06]', () => {
    for (const status of ['issued', 'begun', 'expired'] as const) {
      const token = aToken({ status });
      token.mustBeReplaceable();
      token.revoke();
      token.revoke();
      expect(token.recorded).toEqual([{ type: 'RegistrationTokenRevoked', tokenId: 'token' }]);
      expect(() => token.mustBeReplaceable()).toThrow(expect.objectContaining({ code: 'token-reissued' }));
    }
  });

  it('used is neither replaced nor revoked', () => {
    const token = aToken({ status: 'used' });
    token.revoke();
    expect(token.recorded).toEqual([]);
    expect(() => token.mustBeReplaceable()).toThrow(expect.objectContaining({ code: 'token-used' }));
  });

  it('needs its letter once, and while it lives [MC-TOK-02]', () => {
    expect(aToken().needsLetter(today)).toBe(true);
    expect(aToken({ status: 'begun' }).needsLetter(today)).toBe(true);
    expect(aToken({ letterPrintedAt: today }).needsLetter(today)).toBe(false);
    expect(aToken({ status: 'revoked' }).needsLetter(today)).toBe(false);
    expect(aToken().needsLetter(later(lapse))).toBe(false);
    const printed = aToken();
    printed.letterPrinted(later(1));
    expect(printed.state.letterPrintedAt).toEqual(later(1));
  });
});
