import { describe, expect, it } from '@jest/globals';
import {
  aMembership,
  anotherMembership,
  aPerson,
  minutesLater,
  now,
  stored,
  userId,
} from '../../test/account.builders.js';
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

describe('an organization of a person', () => {
  const { organizationId } = aMembership();
  const open = (change: Parameters<typeof aMembership>[0] = {}, at = now) => {
    const user = aMember();
    user.joinOrganization(anotherMembership(), now);
    user.joinOrganization(aMembership(change), now);
    return user.openIn(organizationId, at);
  };

  it('is the one that is asked for, while it can be entered', () => {
    expect(open()).toEqual(aMembership());
    expect(aMember().openIn(anotherMembership().organizationId, now)).toBeUndefined();
    expect(open({ status: 'deactivated' })).toBeUndefined();
    expect(open({ lapsesAt: minutesLater(1) })).toBeDefined();
    expect(open({ lapsesAt: minutesLater(1) }, minutesLater(1))).toBeUndefined();
  });
});

describe('a mail about what happened elsewhere', () => {
  const told = { organizationId: aMembership().organizationId, at: now };
  const notice = (id: string) => ({ id, kind: 'pin-reset', owedSince: now, told }) as const;

  it('is owed once, beside others, and crossed out when it was sent; no fact tells of it', () => {
    const user = aMember();
    for (const id of ['one', 'other', 'one']) user.hearOf(notice(id));
    expect(user.state.notices).toEqual([notice('other'), notice('one')]);
    user.noticeSent('one');
    expect(user.state.notices).toEqual([notice('other')]);
    expect(user.recorded).toEqual([]);
  });
});
