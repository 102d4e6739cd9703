import { describe, expect, it } from '@jest/globals';
import {
  aMembership,
  anotherMembership,
  aPerson,
  aSessionStart,
  minutesLater,
  now,
  stored,
} from '../../test/account.builders.js';
import { anInvitedMembership } from '../../test/invitation.builders.js';
import { isOpen, type StandingHeard, withStanding } from './membership.js';
import { Session } from './session.js';
import { User } from './user.js';

const { organizationId } = aMembership();
const later = minutesLater(1);
const heard = (change: Partial<StandingHeard> = {}): StandingHeard => ({
  organizationId,
  status: 'active',
  orgRole: 'processor',
  version: 3,
  ...change,
});

describe('a membership that follows what the organization says', () => {
  it('is open while it is active and has not run out by itself [MC-ADM-15] [MC-ADM-16]', () => {
    expect(isOpen(aMembership(), now)).toBe(true);
    expect(isOpen(aMembership({ lapsesAt: later }), now)).toBe(true);
    expect(isOpen(aMembership({ lapsesAt: later }), later)).toBe(false);
    expect(isOpen(aMembership({ status: 'deactivated' }), now)).toBe(false);
    expect(isOpen(anInvitedMembership(), now)).toBe(false);
  });

  it('takes level, status and end of the newest standing, and keeps its name', () => {
    const [other, changed] = withStanding([aMembership(), anotherMembership()], heard({ lapsesAt: later }));
    expect(other).toEqual(anotherMembership());
    expect(changed).toEqual(aMembership({ orgRole: 'processor', lapsesAt: later, standing: 3 }));
  });

  it('forgets an end that is no longer said', () => {
    const [changed] = withStanding([aMembership({ lapsesAt: later, standing: 2 })], heard());
    expect(changed).toEqual(aMembership({ orgRole: 'processor', standing: 3, lapsesAt: undefined }));
  });

  it.each([3, 2, 1])('is not changed by version %i once it heard version 3', (version) => {
    const known = [aMembership({ standing: 3 })];
    expect(withStanding(known, heard({ version, status: 'deactivated' }))).toBe(known);
  });

  it('does not come to be by a standing alone', () => {
    expect(withStanding([anotherMembership()], heard())).toEqual([anotherMembership()]);
  });
});

describe('an account that hears of a standing', () => {
  const member = (): User => {
    const user = User.register(aPerson());
    user.joinOrganization(aMembership(), now);
    return stored(user);
  };

  it('cannot be entered by a membership that ended [MC-AUT-11]', () => {
    const user = member();
    expect(user.hearStanding(heard({ status: 'deactivated' }))).toBe(true);
    expect([user.mayEnter(now), user.openMemberships(now)]).toEqual([false, []]);
    expect(user.hearStanding(heard({ status: 'deactivated' }))).toBe(false);
  });

  it('cannot be entered by one that ran out, whether its end was announced or not [MC-ADM-16]', () => {
    const user = member();
    user.hearStanding(heard({ lapsesAt: later }));
    expect([user.mayEnter(now), user.mayEnter(later)]).toEqual([true, false]);
  });

  it('is not brought back by a late word of joining', () => {
    const user = member();
    user.hearStanding(heard({ status: 'deactivated' }));
    user.joinOrganization(aMembership(), later);
    expect(user.openMemberships(later)).toEqual([]);
  });

  it('knows what it joined: not what it was invited to', () => {
    const user = member();
    user.showInvitation(anInvitedMembership());
    expect(user.hasJoined(organizationId)).toBe(true);
    expect(user.hasJoined(anInvitedMembership().organizationId)).toBe(
      organizationId === anInvitedMembership().organizationId,
    );
    expect(user.hasJoined(anotherMembership().organizationId)).toBe(false);
  });
});

describe('a session in an organization', () => {
  const session = (standing?: number): Session =>
    Session.start(aSessionStart({ view: aMembership(standing === undefined ? {} : { standing }) }));

  it('acts with the level of the newest standing', () => {
    const open = session(2);
    expect(open.hearOrgRole('processor', 3)).toBe(true);
    expect(open.state.view).toMatchObject({ orgRole: 'processor', standing: 3 });
    expect(open.hearOrgRole('admin', 3)).toBe(false);
    expect(open.state.view?.orgRole).toBe('processor');
  });

  it('is not changed by the same level, nor by an older word', () => {
    expect(session(2).hearOrgRole('admin', 3)).toBe(false);
    expect(session(2).hearOrgRole('none', 2)).toBe(false);
    expect(session().hearOrgRole('none', 1)).toBe(true);
  });

  it('has no level where no organization is in view', () => {
    expect(Session.start(aSessionStart({ view: undefined })).hearOrgRole('admin', 9)).toBe(false);
  });
});
