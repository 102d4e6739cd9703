import { describe, expect, it } from '@jest/globals';
import { aMembership, anotherMembership, aPerson, now, stored, userId } from '../../test/account.builders.js';
import { User } from './user.js';

function aMember(): User {
  const user = stored(User.register(aPerson()));
  user.joinOrganization(aMembership(), now);
  return stored(user);
}

describe('a person in several organizations [MC-REG-08]', () => {
  it('keeps the first when a second is joined, and each is a fact', () => {
    const user = aMember();
    const { organizationId, program } = anotherMembership();
    user.joinOrganization(anotherMembership(), now, 'registration');

    expect(user.activeMemberships).toEqual([aMembership(), anotherMembership()]);
    expect(user.recorded).toEqual([
      { type: 'UserJoinedOrganization', userId, organizationId, program, registrationId: 'registration' },
    ]);
  });

  it('loses none when the facts of one change', () => {
    const user = aMember();
    user.joinOrganization(anotherMembership(), now);
    user.joinOrganization(aMembership({ status: 'deactivated' }), now);

    expect(user.activeMemberships).toEqual([anotherMembership()]);
    expect(user.state.memberships).toHaveLength(2);
  });
});

describe('a person who changes one name', () => {
  it('keeps the other, and only the change is told', () => {
    const user = aMember();
    user.rename({ firstName: undefined, lastName: 'García' });

    expect(user.state).toMatchObject({ firstName: 'Maria', lastName: 'García' });
    expect(user.recorded).toEqual([{ type: 'ProfileUpdated', userId, fields: ['lastName'] }]);
  });
});
