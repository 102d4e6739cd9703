import { describe, expect, it } from '@jest/globals';
import { businessPhoneOf, mobilePhoneOf } from './phone.js';

describe('the phones of a user', () => {
  it.each(['+1 916 555 0142', '(916) 555-0142', '916.555.0142'])('are kept in one form: %s [MC-ADM-04]', (typed) => {
    expect([mobilePhoneOf(typed), businessPhoneOf(typed)]).toEqual(['+19165550142', '+19165550142']);
  });

  it.each(['12345', '+1 916 555', '+999 12345678', '+1 000 000 0000'])(
    'are refused when there is no such number: %s',
    (typed) => {
      expect([mobilePhoneOf(typed), businessPhoneOf(typed)]).toEqual([undefined, undefined]);
    },
  );

  it('may be toll-free at a desk, and never where a passcode goes [MC-ADM-04]', () => {
    expect([mobilePhoneOf('+1 800 555 1234'), businessPhoneOf('+1 800 555 1234')]).toEqual([undefined, '+18005551234']);
    expect(mobilePhoneOf('+44 20 7946 0958')).toBe('+442079460958');
    expect(mobilePhoneOf('+44 7400 123456')).toBe('+447400123456');
  });
});
