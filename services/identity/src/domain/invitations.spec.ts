import { describe, expect, it } from '@jest/globals';
import { invitationIdOf, invitedRegistrationIdOf } from './invitations.js';

describe('the ids of an invitation', () => {
  it('are one for each membership, and one registration for each time that it is issued', () => {
    expect(invitationIdOf('member')).toBe(invitationIdOf('member'));
    expect(invitationIdOf('other')).not.toBe(invitationIdOf('member'));
    const all = ['a', 'b'].flatMap((id) => [1, 2].map((count) => invitedRegistrationIdOf(id, count)));
    expect(new Set(all).size).toBe(4);
    expect(invitedRegistrationIdOf('a', 1)).toBe(all[0]);
    expect(all).not.toContain(invitationIdOf('a'));
  });
});
