import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { invitationIdOf, invitedRegistrationIdOf } from './invitations.js';

describe('the ids of an invitation', () => {
  it('follow from the membership, as the organization service also knows', () => {
    expect(invitationIdOf('member')).toBe(idFrom('invitation', 'member'));
  });

  it('admit one registration for each time that it is issued', () => {
    const all = ['a', 'b'].flatMap((id) => [1, 2].map((count) => invitedRegistrationIdOf(id, count)));
    expect(new Set(all).size).toBe(4);
    expect(all[0]).toBe(idFrom('registration', 'a', '1'));
  });
});
