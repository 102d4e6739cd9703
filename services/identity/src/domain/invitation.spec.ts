import { describe, expect, it } from '@jest/globals';
import { newId, type Refusal } from '@portico/kernel';
import {
  anInvitation,
  anIssue,
  expiresAt,
  invitationId,
  memberId,
  organizationId,
  storedInvitation,
  tokenNumber,
} from '../../test/invitation.builders.js';
import { days, later, today } from '../../test/registration.builders.js';
import {
  Invitation,
  invitationExpired,
  invitationNotFound,
  invitationReplaced,
  invitationRevoked,
  invitationUnknown,
  invitationUsed,
  refusalOfEnd,
} from './invitation.js';

const ids = { invitationId, organizationId, memberId };
const userId = newId();
const registrationId = newId();
const finished = { registrationId, userId, count: 1 };
const lastMoment = new Date(expiresAt.getTime() - 1);
const refusing = (code: string) => expect.objectContaining({ code });

describe('the refusals of an invitation', () => {
  it.each<[() => Refusal, string, string]>([
    [invitationUnknown, 'not-found', 'invitation-unknown'],
    [invitationNotFound, 'not-found', 'invitation-not-found'],
    [invitationUsed, 'gone', 'invitation-used'],
    [invitationExpired, 'gone', 'invitation-expired'],
    [invitationReplaced, 'gone', 'invitation-replaced'],
    [invitationRevoked, 'gone', 'invitation-revoked'],
  ])('%# says what a page does next', (refused, kind, code) => {
    expect(refused()).toMatchObject({ kind, code });
    expect(refused().message).toMatch(/\.$/);
  });

  it('name each way in which it ends', () => {
    const codes = Object.entries(refusalOfEnd).map(([end, refused]) => [end, refused().code]);
    expect(codes).toEqual([
      ['used', 'invitation-used'],
      ['replaced', 'invitation-replaced'],
      ['revoked', 'invitation-revoked'],
    ]);
  });
});

describe('an invitation', () => {
  it('is issued once for a membership, and says so without a name, an address or a token [MC-INV-01]', () => {
    const invitation = Invitation.issue(invitationId, anIssue(), today);
    expect(invitation.state).toEqual({
      id: invitationId,
      ...anIssue().invitee,
      count: 1,
      tokens: [tokenNumber(1)],
      issuedAt: today,
      expiresAt,
      mailOwedSince: today,
      status: 'issued',
    });
    expect(invitation.recorded).toEqual([
      { type: 'InvitationIssued', ...ids, program: 'test-plan', count: 1, expiresAt },
    ]);
    expect(invitation.newestToken).toEqual(tokenNumber(1));
  });

  it('is begun as often as its link is opened, and remembers the registration once [MC-INV-05]', () => {
    const invitation = anInvitation();
    invitation.begin(registrationId, today);
    invitation.begin(registrationId, today);
    expect(invitation.state).toMatchObject({ status: 'begun', registrationId });
    expect(invitation.recorded).toEqual([{ type: 'InvitationBegun', invitationId, registrationId }]);
    expect(invitation.isOpen).toBe(true);
    expect(() => invitation.mustAdmit(1, today)).not.toThrow();
  });

  it('is not begun when it would not admit', () => {
    const invitation = anInvitation();
    expect(() => invitation.begin(registrationId, expiresAt)).toThrow(refusing('invitation-expired'));
    expect(invitation.recorded).toEqual([]);
  });

  describe('admits', () => {
    it('until the very moment at which its seven days are over [MC-INV-03]', () => {
      expect(() => anInvitation().mustAdmit(1, lastMoment)).not.toThrow();
      expect(() => anInvitation().mustAdmit(1, expiresAt)).toThrow(refusing('invitation-expired'));
      expect(anInvitation().isExpired(lastMoment)).toBe(false);
      expect(anInvitation().isExpired(expiresAt)).toBe(true);
    });

    it('nobody once its end was announced, whatever the clock says', () => {
      expect(() => anInvitation({ status: 'expired' }).mustAdmit(1, today)).toThrow(refusing('invitation-expired'));
      expect(anInvitation({ status: 'expired' }).isExpired(later(days(8)))).toBe(false);
    });

    it('nobody once it was used, also with an older link [MC-INV-02]', () => {
      for (const count of [1, 0])
        expect(() => anInvitation({ status: 'accepted' }).mustAdmit(count, later(days(8)))).toThrow(
          refusing('invitation-used'),
        );
    });

    it('nobody once it was revoked', () => {
      expect(() => anInvitation({ status: 'revoked' }).mustAdmit(1, later(days(8)))).toThrow(
        refusing('invitation-revoked'),
      );
    });

    it('the newest link only; the others are told that they were replaced [MC-INV-04]', () => {
      const invitation = anInvitation();
      invitation.reissue(anIssue(2), today);
      expect(invitation.countOf('hash 1')).toBe(1);
      expect(invitation.countOf('hash 2')).toBe(2);
      expect(invitation.countOf('hash 3')).toBe(0);
      expect(() => invitation.mustAdmit(2, today)).not.toThrow();
      for (const count of [0, 1, 3])
        expect(() => invitation.mustAdmit(count, today)).toThrow(refusing('invitation-replaced'));
    });
  });

  describe('is issued anew', () => {
    const anew = anIssue(2, { expiresAt: later(days(14)), invitee: { ...anIssue().invitee, firstName: 'Dan' } });

    it('with another token, another week, and what the admin entered meanwhile [MC-INV-04]', () => {
      const invitation = anInvitation({ status: 'begun', registrationId });
      invitation.reissue(anew, later(days(7)));
      expect(invitation.state).toEqual({
        id: invitationId,
        ...anew.invitee,
        count: 2,
        tokens: [tokenNumber(1), tokenNumber(2)],
        issuedAt: later(days(7)),
        expiresAt: later(days(14)),
        mailOwedSince: later(days(7)),
        status: 'issued',
      });
      expect(invitation.recorded).toEqual([
        { type: 'InvitationIssued', ...ids, program: 'test-plan', count: 2, expiresAt: later(days(14)) },
      ]);
      expect(invitation.newestToken).toEqual(tokenNumber(2));
    });

    it.each(['issued', 'begun', 'expired', 'revoked', 'accepted'] as const)('from %s [D-29]', (status) => {
      const invitation = anInvitation({ status, userId, acceptedAt: today });
      invitation.reissue(anew, today);
      expect(invitation.state).toMatchObject({ status: 'issued', count: 2 });
      expect(invitation.state.userId).toBeUndefined();
      expect(invitation.state.acceptedAt).toBeUndefined();
    });

    it('by the highest count: what comes late, or again, changes nothing', () => {
      const invitation = anInvitation();
      invitation.reissue(anIssue(3), today);
      for (const count of [1, 2, 3]) invitation.reissue(anIssue(count), later(1));
      expect(invitation.recorded).toHaveLength(1);
      expect(invitation.state).toMatchObject({ count: 3, issuedAt: today });
    });

    it('ten times before the oldest link is forgotten', () => {
      const invitation = anInvitation();
      for (let count = 2; count <= 10; count += 1) invitation.reissue(anIssue(count), today);
      expect(invitation.countOf('hash 1')).toBe(1);
      invitation.reissue(anIssue(11), today);
      expect(invitation.countOf('hash 1')).toBe(0);
      expect(invitation.state.tokens).toHaveLength(10);
    });
  });

  describe('is accepted', () => {
    it('with the account that the person has, once [MC-INV-14] [D-11]', () => {
      const invitation = anInvitation({ status: 'begun', registrationId });
      invitation.accept(userId, lastMoment);
      invitation.accept(userId, lastMoment);
      expect(invitation.recorded).toEqual([{ type: 'InvitationAccepted', ...ids, userId }]);
      expect(invitation.state).toMatchObject({ status: 'accepted', userId, acceptedAt: lastMoment });
      expect(invitation.state.registrationId).toBeUndefined();
      expect(invitation.isOpen).toBe(false);
    });

    it('by nobody else afterwards [MC-INV-02]', () => {
      const invitation = anInvitation();
      invitation.accept(userId, today);
      expect(() => invitation.accept(newId(), today)).toThrow(refusing('invitation-used'));
      expect(invitation.acceptRegistered(finished, today)).toBe('used');
      expect(invitation.recorded).toHaveLength(1);
    });

    it('by no account once it is over [MC-INV-03]', () => {
      expect(() => anInvitation().accept(userId, expiresAt)).toThrow(refusing('invitation-expired'));
      expect(() => anInvitation({ status: 'revoked' }).accept(userId, today)).toThrow(refusing('invitation-revoked'));
    });

    it('again by the same account, when it was issued anew and never led anywhere', () => {
      const invitation = anInvitation({ status: 'expired', userId });
      expect(() => invitation.accept(userId, today)).toThrow(refusing('invitation-expired'));
    });

    it.each(['issued', 'begun', 'expired'] as const)(
      'by the registration that was finished in time, although it is %s and late [MC-INV-09]',
      (status) => {
        const invitation = anInvitation({ status });
        expect(invitation.acceptRegistered(finished, later(days(8)))).toBeUndefined();
        expect(invitation.recorded).toEqual([{ type: 'InvitationAccepted', ...ids, userId, registrationId }]);
        expect(invitation.state).toMatchObject({ status: 'accepted', userId, registrationId });
      },
    );

    it('by one registration, once, and by no other', () => {
      const invitation = anInvitation();
      invitation.acceptRegistered(finished, today);
      expect(invitation.acceptRegistered(finished, today)).toBeUndefined();
      expect(invitation.acceptRegistered({ ...finished, registrationId: newId() }, today)).toBe('used');
      expect(invitation.recorded).toHaveLength(1);
    });

    it('by no registration that another turn has overtaken', () => {
      const replaced = anInvitation({ count: 2 });
      expect(replaced.acceptRegistered(finished, today)).toBe('replaced');
      const revoked = anInvitation({ status: 'revoked', registrationId });
      expect(revoked.acceptRegistered(finished, today)).toBe('revoked');
      expect([...replaced.recorded, ...revoked.recorded]).toEqual([]);
    });
  });

  describe('ends', () => {
    it('by itself, told once, and not a moment early [MC-INV-03]', () => {
      const invitation = anInvitation();
      invitation.expire(lastMoment);
      expect(invitation.recorded).toEqual([]);
      invitation.expire(expiresAt);
      invitation.expire(later(days(9)));
      expect(invitation.recorded).toEqual([{ type: 'InvitationExpired', ...ids, count: 1 }]);
      expect(invitation.state.status).toBe('expired');
    });

    it.each(['accepted', 'revoked', 'expired'] as const)('not again when it is %s', (status) => {
      const invitation = anInvitation({ status });
      invitation.expire(later(days(9)));
      expect(invitation.recorded).toEqual([]);
    });

    it.each(['issued', 'begun', 'expired'] as const)('when the organization takes it back while it is %s', (status) => {
      const invitation = anInvitation({ status });
      invitation.revoke();
      invitation.revoke();
      expect(invitation.recorded).toEqual([{ type: 'InvitationRevoked', ...ids }]);
      expect(invitation.state.status).toBe('revoked');
    });

    it('not by being taken back once it was accepted', () => {
      const invitation = anInvitation({ status: 'accepted' });
      invitation.revoke();
      expect(invitation.recorded).toEqual([]);
    });
  });

  describe('owes its mail', () => {
    it('until it was sent, for the newest link only', () => {
      const invitation = anInvitation();
      expect(invitation.owesMail(1, lastMoment)).toBe(true);
      expect(invitation.owesMail(2, today)).toBe(false);
      invitation.mailed(2, today);
      expect(invitation.owesMail(1, today)).toBe(true);
      invitation.mailed(1, today);
      invitation.mailed(1, today);
      expect(invitation.owesMail(1, today)).toBe(false);
      expect(invitation.recorded).toEqual([{ type: 'InvitationMailed', invitationId, count: 1 }]);
    });

    it('not past its end, and not once it was accepted, announced as expired or revoked', () => {
      expect(anInvitation().owesMail(1, expiresAt)).toBe(false);
      const [accepted, registered, revoked, expired] = [anInvitation(), anInvitation(), anInvitation(), anInvitation()];
      accepted.accept(userId, today);
      registered.acceptRegistered(finished, today);
      revoked.revoke();
      expired.expire(expiresAt);
      for (const one of [accepted, registered, revoked, expired]) {
        expect(one.state.mailOwedSince).toBeUndefined();
        expect(one.owesMail(1, today)).toBe(false);
      }
    });

    it('again when it is issued anew', () => {
      const invitation = anInvitation();
      invitation.mailed(1, today);
      const later = storedInvitation(invitation);
      later.reissue(anIssue(2), today);
      expect(later.owesMail(2, today)).toBe(true);
      expect(later.owesMail(1, today)).toBe(false);
    });
  });
});
