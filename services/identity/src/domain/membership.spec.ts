import { describe, expect, it } from '@jest/globals';
import { aMembership, anotherMembership, aPerson, now, stored } from '../../test/account.builders.js';
import { anInvitedMembership, expiresAt } from '../../test/invitation.builders.js';
import { isActive, isPending, withInvitation, withMembership } from './membership.js';
import { User } from './user.js';

const lastMoment = new Date(expiresAt.getTime() - 1);
const elsewhere = anotherMembership();

describe('a membership that waits to be accepted [D-11]', () => {
  it('can be accepted while the invitation is open and its time has not passed [MC-INV-03]', () => {
    expect(isPending(anInvitedMembership(), lastMoment)).toBe(true);
    expect(isPending(anInvitedMembership(), expiresAt)).toBe(false);
    expect(isPending(anInvitedMembership({ isOpen: false }), now)).toBe(false);
    expect(isPending({ ...anInvitedMembership(), status: 'active' }, now)).toBe(false);
    expect(isPending({ ...anInvitedMembership(), invitation: undefined }, now)).toBe(false);
    expect(isActive(anInvitedMembership())).toBe(false);
  });

  it('stands beside the others, in the place of what was known of it before', () => {
    const shown = withInvitation([elsewhere], anInvitedMembership());
    expect(shown).toEqual([elsewhere, anInvitedMembership()]);
    const closed = anInvitedMembership({ version: 2, isOpen: false });
    expect(withInvitation([anInvitedMembership(), elsewhere], closed)).toEqual([elsewhere, closed]);
  });

  it.each([1, 2])('does not change by what comes late or again: version %i', (version) => {
    const known = [anInvitedMembership({ version: 2, isOpen: false })];
    expect(withInvitation(known, anInvitedMembership({ version }))).toBe(known);
  });

  it.each(['active', 'deactivated'] as const)('does not come over an organization where one is %s', (status) => {
    const { organizationId } = anInvitedMembership();
    const known = [aMembership({ organizationId, status })];
    expect(withInvitation(known, anInvitedMembership({ version: 9 }))).toBe(known);
  });

  it('gives way to the membership it led to', () => {
    const { organizationId } = anInvitedMembership();
    const joined = aMembership({ organizationId });
    expect(withMembership([anInvitedMembership(), elsewhere], joined)).toEqual([elsewhere, joined]);
  });
});

describe('a person with an account who was invited [D-11]', () => {
  const invited = (change: object = {}): User => {
    const user = stored(User.register(aPerson()));
    user.showInvitation(anInvitedMembership(change));
    return user;
  };

  it('may sign in to accept, also when nothing else is open to them [MC-INV-14]', () => {
    expect(invited().mayEnter(lastMoment)).toBe(true);
    expect(invited().pendingMemberships(lastMoment)).toEqual([anInvitedMembership()]);
    expect(invited().activeMemberships).toEqual([]);
    expect(invited().mayEnter(expiresAt)).toBe(false);
    expect(invited({ isOpen: false }).mayEnter(now)).toBe(false);
  });

  it('is no fact, and no change when it comes again', () => {
    const user = stored(invited());
    const before = user.state;
    user.showInvitation(anInvitedMembership());
    expect(user.state).toBe(before);
    expect(user.recorded).toEqual([]);
  });

  it('joins by it, which is a fact, and is told by mail when they have a password [MC-INV-14]', () => {
    const { organizationId } = anInvitedMembership();
    const user = new User({ ...invited().state, credentials: { exact: 'e', canonical: 'c', setAt: now } }, 1);
    user.joinOrganization(aMembership({ organizationId }), now);
    expect(user.recorded.map(({ type }) => type)).toEqual(['UserJoinedOrganization']);
    expect(user.state.memberships).toEqual([aMembership({ organizationId })]);
    expect(user.state.notices.map(({ kind }) => kind)).toEqual(['organization-added']);
    expect(user.mayEnter(expiresAt)).toBe(true);
  });
});
