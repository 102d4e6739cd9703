import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { LostRace } from '@portico/service';
import { Member, type MemberState } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import { aMember, anInvitee, deed } from './builders.js';

/** Somebody new, who was never saved. */
function fresh(name: string, change: Partial<MemberState> = {}): Member {
  const { id: _id, ...state } = aMember(name).state;
  const merged = { ...state, ...change };
  return new Member({ ...merged, id: `${merged.organizationId}|${merged.memberId}` });
}

/** Milliseconds: a busy machine opens a database slowly. */
const patience = 30_000;

/** What every keeper of members must do. */
export function membersSuite(name: string, open: () => Promise<{ members: Members; close(): Promise<void> }>): void {
  describe(`members in ${name}`, () => {
    let members: Members;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ members, close } = await open());
    }, patience);
    afterAll(() => close());

    it('come back as they were saved, by the id of their document and by their organization', async () => {
      const member = Member.invite(anInvitee('lola'), deed());
      await members.save(member);

      expect((await members.get(member.id))?.state).toEqual(member.state);
      expect((await members.of(member.state.organizationId, member.memberId))?.version).toBe(1);
      expect(await members.of(idFrom('organization', 'other'), member.memberId)).toBeUndefined();
    });

    it('are there once, however many invite them at once', async () => {
      const invite = () => members.save(Member.invite(anInvitee('oscar'), deed()));
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, invite));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LostRace);
      }
    });

    it('cannot stand twice for one account in one organization, whatever their id', async () => {
      await members.save(fresh('lena'));
      const twin = fresh('lena', { memberId: idFrom('member', 'twin'), emailPrint: 'another' });

      await expect(members.save(twin)).rejects.toMatchObject({ kind: 'conflict', code: 'already-member' });
    });

    it('cannot stand twice for one address in one organization [MC-ADM-05]', async () => {
      await members.save(fresh('paula'));
      const twin = fresh('paula', { memberId: idFrom('member', 'other'), userId: idFrom('user', 'other') });

      await expect(members.save(twin)).rejects.toMatchObject({ kind: 'conflict', code: 'user-exists' });
    });

    it('without an account or an address yet are many', async () => {
      const nobody = { userId: undefined, email: undefined, emailPrint: undefined };
      for (const each of ['x', 'y']) {
        await members.save(fresh('nobody', { ...nobody, memberId: idFrom('member', each) }));
      }
    });

    it('of one account are found in all its organizations', async () => {
      const elsewhere = idFrom('organization', 'sunset');
      await members.save(fresh('nora'));
      await members.save(fresh('nora', { organizationId: elsewhere }));

      const ids = await members.idsOfUser(idFrom('user', 'nora'));
      expect(ids.map((id) => id.split('|')[0]).sort()).toEqual([idFrom('organization', 'sunrise'), elsewhere].sort());
      expect(await members.idsOfUser(idFrom('user', 'stranger'))).toEqual([]);
    });
  });
}
