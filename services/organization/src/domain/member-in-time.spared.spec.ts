import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aFounder, deed, storedMember, today } from '../../test/builders.js';
import type { Member } from './member.js';

const day = (days: number): Date => after(today, `P${days}D`);
const facts = (member: Member): string[] =>
  member.recorded.map(({ type }) => type).filter((type) => type !== 'StandingChanged');

/** The only Org Admin, who was spared on these days. */
function spared(...days: number[]): Member {
  return days.reduce((member, each) => {
    member.spare(deed(day(each)));
    return storedMember(member);
  }, aFounder());
}

describe('the end of an Org Admin who was spared', () => {
  it('stays due: it takes place when they are not the only one any more [MC-ADM-16]', () => {
    const admin = spared(76, 90, 91);
    expect(admin.endDue(deed(day(100)))).toEqual({ at: day(90), cause: 'dormant' });
    admin.lapse(deed(day(100)));
    expect(facts(admin)).toEqual(['MemberDeactivated']);
    expect(admin.state.nextDueAt).toBeUndefined();
  });

  it('is not warned of, neither again nor late [MC-ADM-16]', () => {
    const admin = spared(76, 90);
    admin.warn(deed(day(91)), [idFrom('user', 'rosa')]);
    expect(admin.hasChanged).toBe(false);
  });

  it('is looked at again once a day, and of that nobody is told', () => {
    const admin = spared(90);
    expect(admin.state.nextDueAt).toEqual(day(91));
    admin.spare(deed(new Date(day(91).getTime() - 1)));
    expect(admin.hasChanged).toBe(false);
    admin.spare(deed(day(91)));
    expect([admin.recorded, admin.state.nextDueAt]).toEqual([[], day(92)]);
  });

  it('is told when it is due, whether its warnings were spared before or with it [MC-ADM-16]', () => {
    for (const before of [[], [76], [76, 87]]) {
      const admin = spared(...before);
      admin.spare(deed(day(90)));
      expect(facts(admin)).toEqual(['LastAdminDormant']);
    }
    const early = spared(76);
    early.spare(deed(day(87)));
    expect(facts(early)).toEqual([]);
  });

  it('is looked at after a warning when that is due, not a day later', () => {
    const { nextDueAt, sparedUntil } = spared(76).state;
    expect([nextDueAt, sparedUntil]).toEqual([day(87), undefined]);
  });

  it('is told anew when they were there and did not come again, once [MC-ADM-16]', () => {
    const back = spared(90);
    back.signedIn(deed(day(95)));
    expect(back.state).toMatchObject({ nextDueAt: day(171), told: [] });
    const admin = storedMember(back);
    admin.spare(deed(day(185)));
    expect(facts(admin)).toEqual(['LastAdminDormant']);
    expect(admin.state.nextDueAt).toEqual(day(186));
  });

  it('takes place at once when they are no Org Admin any more [MC-ADM-16]', () => {
    const admin = spared(90);
    admin.setRole('processor', deed(new Date(day(90).getTime() + 1)));
    expect(admin.state).toMatchObject({ lapsesAt: day(90), nextDueAt: day(90) });
  });

  it('was kept as told before it stayed due: that is looked at with the next change', () => {
    const admin = spared(90);
    const old = storedMember(admin, { sparedUntil: undefined, nextDueAt: undefined });
    old.noticeGrants(deed(day(90)));
    old.spare(deed(day(90)));
    expect([facts(old), old.state.nextDueAt]).toEqual([[], day(91)]);
  });
});
