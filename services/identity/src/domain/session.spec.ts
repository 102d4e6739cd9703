import { describe, expect, it } from '@jest/globals';
import {
  aMembership,
  anotherMembership,
  aSession,
  aSessionStart,
  minutesLater,
  now,
  userId,
} from '../../test/account.builders.js';
import { Session } from './session.js';

const ended = expect.objectContaining({ kind: 'unauthenticated', code: 'session-ended' });

describe('A session', () => {
  it('starts with the only organization in view', () => {
    const session = Session.start(aSessionStart({ view: aMembership() }));
    const { organizationId, memberId } = aMembership();
    expect(session.state.view).toEqual({ organizationId, memberId, orgRole: 'admin' });
    expect(session.recorded).toEqual([
      { type: 'SessionStarted', sessionId: session.id, userId, organizationId, memberId },
    ]);
    expect(Session.start(aSessionStart()).recorded).toEqual([
      { type: 'SessionStarted', sessionId: session.id, userId },
    ]);
  });

  it('ends by itself after 15 idle minutes [MC-AUT-13]', () => {
    const session = aSession();
    expect(session.isLive(minutesLater(14.9))).toBe(true);
    expect(session.isLive(minutesLater(15))).toBe(false);
    session.touch(minutesLater(14));
    expect(session.isLive(minutesLater(28.9))).toBe(true);
    expect(() => session.mustBeLive(minutesLater(29))).toThrow(ended);
  });

  it('believes the edge that it was used, and is never seen earlier than before', () => {
    const session = aSession();
    session.touch(minutesLater(20));
    session.touch(minutesLater(10));
    expect(session.state.lastSeenAt).toEqual(minutesLater(20));
  });

  it('ends after 12 hours however busy it is [MC-AUT-13]', () => {
    const session = aSession();
    for (let minute = 10; minute < 720; minute += 10) session.touch(minutesLater(minute));
    expect(session.isLive(minutesLater(719))).toBe(true);
    expect(() => session.mustBeLive(minutesLater(720))).toThrow(ended);
    expect(() => session.touch(minutesLater(720))).toThrow(ended);
  });

  it('brings another organization into view [MC-HOM-05]', () => {
    const session = aSession({ view: aMembership() });
    session.choose(anotherMembership({ program: 'other-plan' }), now);
    session.choose(anotherMembership(), now);
    const { organizationId, memberId } = anotherMembership();
    expect(session.state).toMatchObject({ view: { organizationId }, program: 'other-plan' });
    expect(session.recorded).toEqual([
      { type: 'SessionOrganizationChosen', sessionId: session.id, organizationId, memberId },
    ]);
  });

  it('ends once, for its first reason [MC-AUT-12]', () => {
    const session = aSession();
    session.end('signed-out', now);
    session.end('password-changed', now);
    expect(session.recorded).toEqual([{ type: 'SessionEnded', sessionId: session.id, userId, reason: 'signed-out' }]);
    expect(() => session.choose(aMembership(), now)).toThrow(ended);
  });
});
