import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import type { Member } from '../src/domain/member.js';
import { signInGrain } from '../src/domain/member-in-time.js';
import type { Members } from '../src/domain/members.js';
import type { TimedMembers } from '../src/domain/timed-members.js';
import { aFounder, aMember, anInvitedMember, deed, storedMember, today } from './builders.js';

interface Opened {
  members: Members;
  timed: TimedMembers;
  close(): Promise<void>;
}

const day = (days: number): Date => after(today, `P${days}D`);
const named = ({ state: { organizationId, memberId } }: Member) => ({ organizationId, memberId });

/** What everybody who is asked about members and time must answer. */
export function timedMembersSuite(name: string, open: () => Promise<Opened>): void {
  describe(`members in time, in ${name}`, () => {
    let opened: Opened;
    const rosa = aMember();
    const [nora, maria] = [anInvitedMember('nora', { nextDueAt: day(5) }), aFounder()];
    const seen = aMember('lena');
    beforeAll(async () => {
      opened = await open();
      const gone = aMember('gone');
      gone.deactivate({ cause: 'admin' }, deed());
      seen.signedIn(deed(day(1)));
      for (const member of [rosa, nora, maria, gone, seen])
        await opened.members.save(Object.assign(storedMember(member), { version: 0 }));
    }, 30_000);
    afterAll(() => opened.close());

    it('are found once something is due of them, what is due longest first [X-06]', async () => {
      const due = (at: Date, atMost = 10) => opened.timed.due(at, atMost);
      expect(await due(new Date(day(5).getTime() - 1))).toEqual([]);
      expect(await due(day(5))).toEqual([{ ...named(nora), dueAt: day(5) }]);
      const [first, ...others] = await due(day(23));
      expect(first).toEqual({ ...named(nora), dueAt: day(5) });
      expect(others.map(({ memberId }) => memberId).sort()).toEqual([rosa.memberId, seen.memberId].sort());
      expect(await due(day(23), 1)).toEqual([{ ...named(nora), dueAt: day(5) }]);
      expect((await due(day(1_000))).map(({ memberId }) => memberId)).not.toContain(aMember('gone').memberId);
    });

    it('are written for the first sign-in of an hour, while they are active [MC-ADM-16]', async () => {
      const level = (who: Member, at: Date) => opened.timed.levelAtSignIn(who.state.organizationId, who.memberId, at);
      expect(await level(rosa, today)).toBe(rosa.state.orgRole);
      expect(await level(seen, new Date(day(1).getTime() + signInGrain - 1))).toBeUndefined();
      expect(await level(seen, new Date(day(1).getTime() + signInGrain))).toBe(seen.state.orgRole);
      expect(await level(seen, today)).toBeUndefined();
      expect(await level(nora, day(2))).toBeUndefined();
      expect(await opened.timed.levelAtSignIn(idFrom('organization', 'other'), rosa.memberId, today)).toBeUndefined();
    });
  });
}
