import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { type LiveSession, type LiveSessions, type SessionInUse, sessionTokenHash } from '../src/index.js';

const start = new Date('2026-11-22T08:00:00.000Z');
const minute = 60_000;
const afterMinutes = (minutes: number): Date => new Date(start.getTime() + minutes * minute);

export const aLiveSession = (change: Partial<LiveSession> = {}): LiveSession => ({
  sessionId: '0190a0a0-0000-7000-8000-000000000001',
  userId: '0190a0a0-0000-7000-8000-000000000002',
  roles: [],
  program: 'medi-cal',
  startedAt: start.toISOString(),
  authenticatedAt: start.toISOString(),
  idleMs: 15 * minute,
  endsAt: afterMinutes(12 * 60).toISOString(),
  touchedAt: start.toISOString(),
  ...change,
});

/** What every implementation of the port promises. */
export function liveSessionsSuite(make: () => LiveSessions): void {
  let sessions: LiveSessions;
  let token: string;

  const reading = async (minutes: number): Promise<SessionInUse> =>
    (await sessions.read(token, afterMinutes(minutes))) as SessionInUse;

  beforeEach(() => {
    sessions = make();
    token = sessionTokenHash('key', randomBytes(8).toString('hex'));
  });

  describe('reading', () => {
    it('knows nothing of a session that was never put', async () => {
      expect(await sessions.read(token, start)).toBeUndefined();
    });

    it('answers what was put, and when it ends if it is not used', async () => {
      await sessions.put(token, aLiveSession({ roles: ['ops'] }), start);
      expect(await sessions.read(token, afterMinutes(1))).toEqual({
        ...aLiveSession({ roles: ['ops'] }),
        idleEndsAt: afterMinutes(16).toISOString(),
        touchDue: false,
      });
    });

    it('ends exactly when the idle limit is reached, and stays ended [MC-AUT-13]', async () => {
      await sessions.put(token, aLiveSession(), start);
      expect((await reading(14.99)).sessionId).toBeDefined();
      expect(await sessions.read(token, afterMinutes(14.99 + 15))).toBe('ended');
      expect(await sessions.read(token, afterMinutes(20))).toBe('ended');
    });

    it('lives on while it is used, up to its absolute end [MC-AUT-13]', async () => {
      await sessions.put(token, aLiveSession({ endsAt: afterMinutes(40).toISOString() }), start);
      for (const minutes of [10, 20, 30]) expect((await reading(minutes)).sessionId).toBeDefined();
      expect((await reading(39)).idleEndsAt).toBe(afterMinutes(40).toISOString());
      expect(await sessions.read(token, afterMinutes(40))).toBe('ended');
    });

    it('takes no use back when a slower clock reads later', async () => {
      await sessions.put(token, aLiveSession(), start);
      await reading(10);
      expect((await reading(9)).idleEndsAt).toBe(afterMinutes(25).toISOString());
    });

    it('takes uses within a second for one', async () => {
      await sessions.put(token, aLiveSession(), start);
      await reading(10);
      expect((await reading(10 + 0.9 / 60)).idleEndsAt).toBe(afterMinutes(25).toISOString());
      expect((await reading(10 + 1.2 / 60)).idleEndsAt).toBe(afterMinutes(25 + 1.2 / 60).toISOString());
    });

    it('says once, to one reader, that the record is to hear of the use', async () => {
      await sessions.put(token, aLiveSession(), start);
      expect((await reading(4)).touchDue).toBe(false);
      const readers = await Promise.all(Array.from({ length: 20 }, () => reading(5)));
      expect(readers.filter(({ touchDue }) => touchDue)).toHaveLength(1);
      expect((await reading(9)).touchedAt).toBe(afterMinutes(5).toISOString());
      expect((await reading(10)).touchDue).toBe(true);
    });
  });

  describe('ending', () => {
    it('holds from the next reading on [MC-AUT-12]', async () => {
      await sessions.put(token, aLiveSession(), start);
      await sessions.end(token);
      expect(await sessions.read(token, start)).toBe('ended');
    });

    it('ends many at once, and none', async () => {
      const other = sessionTokenHash('key', token);
      await sessions.put(token, aLiveSession(), start);
      await sessions.put(other, aLiveSession(), start);
      await sessions.end();
      await sessions.end(token, other);
      expect(await sessions.read(other, start)).toBe('ended');
    });

    it('keeps a resumption that was under way from bringing the session back', async () => {
      await sessions.end(token);
      expect(await sessions.putIfAbsent(token, aLiveSession(), start)).toBe(false);
      expect(await sessions.replace(token, aLiveSession())).toBe(false);
      expect(await sessions.read(token, start)).toBe('ended');
    });
  });

  describe('resuming and replacing', () => {
    it('brings a lost copy back with the last use that its record knows of', async () => {
      expect(await sessions.putIfAbsent(token, aLiveSession(), afterMinutes(3))).toBe(true);
      expect(await sessions.putIfAbsent(token, aLiveSession({ program: 'other' }), start)).toBe(false);
      const session = await reading(4);
      expect(session.program).toBe('medi-cal');
      expect(session.idleEndsAt).toBe(afterMinutes(19).toISOString());
    });

    it('is won by one of many', async () => {
      const all = Array.from({ length: 20 }, () => sessions.putIfAbsent(token, aLiveSession(), start));
      expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
    });

    it('puts another organization in view and counts the use on', async () => {
      await sessions.put(token, aLiveSession(), start);
      await reading(10);
      expect(await sessions.replace(token, aLiveSession({ organizationId: 'b' }))).toBe(true);
      const session = await reading(11);
      expect(session.organizationId).toBe('b');
      expect(session.idleEndsAt).toBe(afterMinutes(26).toISOString());
    });

    it('replaces nothing where nothing is', async () => {
      expect(await sessions.replace(token, aLiveSession())).toBe(false);
      expect(await sessions.read(token, start)).toBeUndefined();
    });
  });
}
