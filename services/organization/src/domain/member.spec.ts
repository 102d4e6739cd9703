import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { today } from '../../test/builders.js';
import { Member, memberIdOf } from './member.js';

const joining = {
  organizationId: idFrom('organization', 'sunrise'),
  userId: idFrom('user', 'maria'),
  orgRole: 'admin',
  emailDomain: 'sunrise-clinic.example',
} as const;

describe('a member', () => {
  it('joins active, in the role given, and the fact names no address [MC-REG-12]', () => {
    const member = Member.join(joining, today);
    const { organizationId, userId } = joining;

    expect(member.state).toEqual({
      ...joining,
      id: memberIdOf(organizationId, userId),
      status: 'active',
      since: today,
    });
    expect(member.recorded).toEqual([
      { type: 'MemberJoined', memberId: member.id, organizationId, userId, orgRole: 'admin' },
    ]);
  });

  it('is one per person and organization', () => {
    const { organizationId, userId } = joining;

    expect(memberIdOf(organizationId, userId)).toBe(memberIdOf(organizationId, userId));
    expect(memberIdOf(userId, organizationId)).not.toBe(memberIdOf(organizationId, userId));
  });
});
