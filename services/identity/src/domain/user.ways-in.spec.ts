import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { aLinkIssue, aNewPassword, aPerson, minutesLater, now, stored } from '../../test/account.builders.js';
import { User } from './user.js';

const { id: linkId } = aLinkIssue();
const resetId = idFrom('link', 'reset');
const aUser = (): User => stored(User.register(aPerson()));

function anInvitedUser(): User {
  const user = aUser();
  user.issueLink(aLinkIssue());
  return stored(user);
}

function aUserWithPassword(): User {
  const { state } = anInvitedUser();
  const user = new User({ ...state, links: state.links.map((link) => ({ ...link, provenIn: 'opening' })) }, 1);
  user.setPassword(aNewPassword());
  return stored(user);
}

describe('a person whose first link ran out', () => {
  it('has no way in from the moment it ran out, not before', () => {
    expect(anInvitedUser().lacksWayIn(linkId, minutesLater(29.99))).toBe(false);
    expect(anInvitedUser().lacksWayIn(linkId, minutesLater(30))).toBe(true);
  });

  it('has one by the link that was sent after it', () => {
    const user = anInvitedUser();
    user.issueLink(aLinkIssue({ id: idFrom('link', 'second'), lifetime: 'PT2H' }));
    expect(user.lacksWayIn(linkId, minutesLater(150))).toBe(false);
    expect(user.lacksWayIn(idFrom('link', 'second'), minutesLater(60))).toBe(false);
    expect(user.lacksWayIn(idFrom('link', 'second'), minutesLater(150))).toBe(true);
  });

  it('is asked about by that link: a reset does not count, nor a link of which nobody knows', () => {
    const user = anInvitedUser();
    user.issueLink(aLinkIssue({ id: resetId, purpose: 'reset-password' }));
    expect(user.lacksWayIn(linkId, minutesLater(30))).toBe(true);
    expect(user.lacksWayIn(resetId, minutesLater(30))).toBe(false);
    expect(user.lacksWayIn(undefined, minutesLater(30))).toBe(false);
  });

  it('needs none with a password, and was promised none without a link', () => {
    expect(aUserWithPassword().lacksWayIn(linkId, minutesLater(60))).toBe(false);
    expect(aUser().lacksWayIn(undefined, now)).toBe(false);
  });
});

describe('a link that may be used', () => {
  it('is one of the purpose asked for', () => {
    const user = anInvitedUser();
    expect(user.hasUsableLink('reset-password', now)).toBe(false);
    user.issueLink(aLinkIssue({ id: resetId, purpose: 'reset-password' }));
    expect(user.hasUsableLink('reset-password', now)).toBe(true);
    expect(user.hasUsableLink('set-password', now)).toBe(true);
  });

  it('is not one that was used', () => {
    expect(aUserWithPassword().hasUsableLink('set-password', now)).toBe(false);
  });

  it('is not an older one that would last longer than the newest', () => {
    const user = aUser();
    user.issueLink(aLinkIssue({ lifetime: 'PT2H' }));
    user.issueLink(aLinkIssue({ id: idFrom('link', 'second') }));
    expect(user.hasUsableLink('set-password', minutesLater(31))).toBe(false);
  });

  it('stands once when it is issued again by a repeated command, and so does its mail', () => {
    const user = anInvitedUser();
    user.issueLink(aLinkIssue({ tokenHash: 'of-the-repeat' }));
    expect(user.state.links.map(({ tokenHash }) => tokenHash)).toEqual(['of-the-repeat']);
    expect(user.state.notices).toHaveLength(1);
  });
});

describe('the mail of a link', () => {
  it('that comes in the place of another remembers since when the person waits', () => {
    const user = aUser();
    user.issueLink(aLinkIssue({ at: minutesLater(30), owedFirst: now }));
    expect(user.state.notices).toEqual([
      { id: linkId, kind: 'password-link', linkId, owedSince: minutesLater(30), owedFirst: now },
    ]);
  });

  it('is crossed out alone when it was sent', () => {
    const user = anInvitedUser();
    user.issueLink(aLinkIssue({ id: resetId, purpose: 'reset-password' }));
    user.noticeSent(linkId);
    expect(user.state.notices.map(({ id }) => id)).toEqual([resetId]);
  });
});

describe('the passwords of a person', () => {
  it('are none before the first is set', () => {
    expect(User.register(aPerson()).recentPasswords(5)).toEqual([]);
  });
});
