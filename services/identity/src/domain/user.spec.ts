import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import {
  aLinkIssue,
  aMembership,
  aNewPassword,
  anotherMembership,
  aPerson,
  minutesLater,
  now,
  stored,
  userId,
} from '../../test/account.builders.js';
import { User } from './user.js';

const types = (user: User): string[] => user.recorded.map(({ type }) => type);
const aUser = (): User => stored(User.register(aPerson()));

function proven(user: User, linkId = aLinkIssue().id): User {
  const links = user.state.links.map((link) => (link.id === linkId ? { ...link, provenIn: 'opening' } : link));
  return new User({ ...user.state, links }, 1);
}

function withPasswords(...names: string[]): User {
  return names.reduce((user, name) => {
    const id = idFrom('link', name);
    user.issueLink(aLinkIssue({ id, purpose: 'reset-password', tokenHash: name }));
    const ready = proven(user, id);
    ready.setPassword(aNewPassword({ linkId: id, hashes: { exact: name, canonical: `~${name}` } }));
    return stored(ready);
  }, aUser());
}

describe('A person', () => {
  it('is registered as one fact', () => {
    const user = User.register(aPerson({ roles: ['ops'] }));
    expect(user.recorded).toEqual([{ type: 'UserRegistered', userId, roles: ['ops'], program: 'test-plan' }]);
  });

  it('has nothing to enter without an active membership or a staff role [MC-AUT-11]', () => {
    const user = aUser();
    expect(user.mayEnter(now)).toBe(false);
    user.joinOrganization(aMembership({ status: 'deactivated' }), now);
    expect(user.mayEnter(now)).toBe(false);
    user.joinOrganization(anotherMembership(), now);
    expect(user.mayEnter(now)).toBe(true);
    expect(User.register(aPerson({ roles: ['ops'] })).mayEnter(now)).toBe(true);
  });

  it('joins an organization once, and has its newest facts', () => {
    const user = aUser();
    user.joinOrganization(aMembership(), now);
    user.joinOrganization(aMembership({ name: 'Sunrise Clinic Inc.' }), now);
    expect(types(user)).toEqual(['UserJoinedOrganization']);
    expect(user.activeMemberships).toEqual([aMembership({ name: 'Sunrise Clinic Inc.' })]);
  });

  it('is told of a further organization by mail only when they have a password [MC-REG-08]', () => {
    const newcomer = aUser();
    newcomer.joinOrganization(aMembership(), now);
    expect(newcomer.state.notices).toEqual([]);

    const known = withPasswords('p1');
    known.joinOrganization(anotherMembership(), now);
    expect(known.state.notices.map(({ kind }) => kind)).toContain('organization-added');
  });

  it('is given a staff role once', () => {
    const user = aUser();
    user.grantRoles(['ops']);
    user.grantRoles(['ops']);
    expect(user.recorded).toEqual([{ type: 'StaffRolesGranted', userId, roles: ['ops'] }]);
  });

  it('changes names, and says which', () => {
    const user = aUser();
    user.rename({ firstName: 'Mary', lastName: 'Lopez' });
    user.rename({ firstName: 'Mary' });
    expect(user.state).toMatchObject({ firstName: 'Mary', lastName: 'Lopez' });
    expect(user.recorded).toEqual([{ type: 'ProfileUpdated', userId, fields: ['firstName'] }]);
  });

  it('is reported locked once for one lock', () => {
    const user = aUser();
    user.lockedOut(minutesLater(15));
    user.lockedOut(minutesLater(15));
    expect(user.recorded).toEqual([{ type: 'SignInLocked', userId, lockedUntil: minutesLater(15) }]);
  });
});

describe('A password link', () => {
  let user: User;
  const { id: linkId } = aLinkIssue();

  beforeEach(() => {
    user = aUser();
    user.issueLink(aLinkIssue());
  });

  it('is issued together with the mail that is owed for it', () => {
    expect(types(user)).toEqual(['PasswordLinkIssued']);
    expect(user.state.notices).toEqual([{ id: linkId, kind: 'password-link', linkId, owedSince: now }]);
    user.noticeSent(linkId);
    expect(user.state.notices).toEqual([]);
  });

  it('serves for 30 minutes and not at their end [MC-REG-17] [MC-AUT-09]', () => {
    expect(user.usableLink(linkId, minutesLater(29.99)).id).toBe(linkId);
    expect(user.hasUsableLink('set-password', minutesLater(29.99))).toBe(true);
    expect(() => user.usableLink(linkId, minutesLater(30))).toThrow(expect.objectContaining({ code: 'link-expired' }));
    expect(user.hasUsableLink('set-password', minutesLater(30))).toBe(false);
  });

  it('gives way to a newer one of its purpose, and to no other', () => {
    user.issueLink(aLinkIssue({ id: idFrom('link', 'reset'), purpose: 'reset-password' }));
    expect(user.usableLink(linkId, now).id).toBe(linkId);
    user.issueLink(aLinkIssue({ id: idFrom('link', 'second') }));
    expect(() => user.usableLink(linkId, now)).toThrow(expect.objectContaining({ code: 'link-superseded' }));
    expect(user.usableLink(idFrom('link', 'second'), now).id).toBe(idFrom('link', 'second'));
  });

  it('that was never issued is unknown', () => {
    expect(() => user.usableLink(idFrom('link', 'other'), now)).toThrow(
      expect.objectContaining({ code: 'link-unknown' }),
    );
  });

  it('sets no password before a passcode was proven in the same opening [MC-INV-11] [MC-AUT-08]', () => {
    expect(() => user.setPassword(aNewPassword())).toThrow(expect.objectContaining({ code: 'otp-required' }));
    expect(() => proven(user).setPassword(aNewPassword({ opening: 'another' }))).toThrow(
      expect.objectContaining({ code: 'otp-required' }),
    );
  });

  it('sets a password once, and is void with every other link', () => {
    user.issueLink(aLinkIssue({ id: idFrom('link', 'reset'), purpose: 'reset-password' }));
    const ready = proven(user);
    ready.setPassword(aNewPassword());
    expect(types(ready)).toEqual(['PasswordChanged']);
    expect(ready.state.notices.map(({ kind }) => kind)).toEqual(['password-link', 'password-link', 'password-changed']);
    expect(() => ready.setPassword(aNewPassword())).toThrow(expect.objectContaining({ code: 'link-used' }));
    expect(() => ready.usableLink(idFrom('link', 'reset'), now)).toThrow(
      expect.objectContaining({ code: 'link-used' }),
    );
  });

  it('is forgotten after five newer ones', () => {
    for (const name of 'abcdef') user.issueLink(aLinkIssue({ id: idFrom('link', name) }));
    expect(user.state.links).toHaveLength(6);
    expect(() => user.usableLink(linkId, now)).toThrow(expect.objectContaining({ code: 'link-unknown' }));
  });
});

describe('The passwords that a new one is compared with', () => {
  it('are the last five, the present one included; the sixth-oldest is free again [MC-PWD-04]', () => {
    const user = withPasswords('p1', 'p2', 'p3', 'p4', 'p5', 'p6');
    expect(user.recentPasswords(5).map(({ exact }) => exact)).toEqual(['p6', 'p5', 'p4', 'p3', 'p2']);
    expect(user.state.history).toHaveLength(4);
  });

  it('are none where the program remembers none', () => {
    expect(withPasswords('p1').recentPasswords(0)).toEqual([]);
  });
});
