import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aFounder, aMember, anInvitedMember, deed, storedMember, today } from '../../test/builders.js';
import type { Member, MemberState } from './member.js';
import { signInGrain } from './member-in-time.js';

const npi = '1234567893';
const day = (days: number): Date => after(today, `P${days}D`);
const iso = (days: number): string => day(days).toISOString();
const given = { npi, level: 'processor', by: idFrom('member', 'anna'), at: today.toISOString() } as const;
const admins = [idFrom('user', 'maria')];
const facts = (member: Member) => member.recorded.filter(({ type }) => type !== 'StandingChanged');

/** A member whose times follow from their state, as any change would make them. */
function settled(change: Partial<MemberState>): Member {
  const member = aMember('rosa', { ...change, orgRole: 'admin' });
  member.setRole(change.orgRole ?? 'none', deed());
  return storedMember(member);
}

/** Lets a time pass, saves, and answers what was told. */
function told(member: Member, act: (member: Member) => void): { member: Member; facts: ReturnType<typeof facts> } {
  act(member);
  return { member: storedMember(member), facts: facts(member) };
}

describe('a membership without any permission', () => {
  it('ends 30 days after the person was added, accepted or not [MC-ADM-15]', () => {
    for (const member of [anInvitedMember(), aMember()]) {
      expect(member.state.lapsesAt).toEqual(day(30));
      expect(member.standing.lapsesAt).toBe(iso(30));
      expect([member.isLapsed(new Date(day(30).getTime() - 1)), member.isLapsed(day(30))]).toEqual([false, true]);
    }
  });

  it.each([
    ['a level on an NPI', { npis: [given] }],
    ['the Processor’s level across the organization', { orgRole: 'processor' }],
  ] as const)('does not end for that reason once there is %s [MC-ADM-15]', (_, change) => {
    expect(settled(change).state.lapsesAt).toEqual(day(90));
  });

  it('ends 30 days after the last limited level did', () => {
    expect(
      settled({
        npis: [
          { ...given, to: iso(50) },
          { ...given, npi: '1558598797', to: iso(20) },
        ],
      }).state.lapsesAt,
    ).toEqual(day(80));
    expect(
      settled({
        npis: [
          { ...given, to: iso(50) },
          { ...given, npi: '1558598797' },
        ],
      }).state.lapsesAt,
    ).toEqual(day(90));
  });

  it('counts from the day on which the last permission was taken', () => {
    const member = aMember();
    member.assign([{ npi, level: 'admin' }], deed());
    const held = storedMember(member);
    held.assign([{ npi, level: 'none' }], deed(day(10)));
    expect(held.state).toMatchObject({ bareSince: day(10), lapsesAt: day(40) });
    const processor = settled({ orgRole: 'processor' });
    processor.setRole('none', deed(day(5)));
    expect(processor.state.lapsesAt).toEqual(day(35));
  });

  it('warns its person and the Org Admins once, seven days before [MC-ADM-15]', () => {
    const first = told(aMember(), (member) => member.warn(deed(day(22)), admins));
    expect(first.facts).toEqual([]);
    const second = told(first.member, (member) => member.warn(deed(day(23)), admins));
    const person = { memberId: first.member.memberId, userId: idFrom('user', 'rosa'), program: 'medi-cal' };
    expect(second.facts).toEqual([
      expect.objectContaining({
        type: 'MemberLapseWarned',
        ...person,
        cause: 'never-assigned',
        lapsesAt: day(30),
        days: 7,
        admins,
      }),
    ]);
    expect(told(second.member, (member) => member.warn(deed(day(24)), admins)).facts).toEqual([]);
    expect(second.member.state.nextDueAt).toEqual(day(30));
  });

  it('ends once its time has come, and not before [MC-ADM-15]', () => {
    const early = told(aMember(), (member) => member.lapse(deed(day(29))));
    expect(early.facts).toEqual([]);
    const ended = told(early.member, (member) => member.lapse(deed(day(31))));
    expect(ended.facts).toEqual([expect.objectContaining({ type: 'MemberDeactivated', cause: 'never-assigned' })]);
    expect(told(ended.member, (member) => member.lapse(deed(day(32)))).facts).toEqual([]);
  });

  it('that is over is not prolonged by a change: it ends first, whoever says so [MC-ADM-15]', () => {
    const changes: ((member: Member) => void)[] = [
      (member) => member.assign([{ npi, level: 'admin' }], deed(day(30))),
      (member) => member.settle(deed(day(30))),
      (member) => member.accept({ userId: idFrom('user', 'rosa') }, deed(day(30))),
    ];
    for (const change of changes) {
      const member = anInvitedMember();
      change(member);
      expect(member.state.status).toBe('deactivated');
      expect(member.recorded[0]).toMatchObject({ type: 'MemberDeactivated', cause: 'never-assigned' });
    }
    const invited = anInvitedMember();
    expect(() => invited.inviteAgain(deed(day(30)))).toThrow(expect.objectContaining({ code: 'user-not-invited' }));
    const held = settled({ npis: [{ ...given, to: iso(1) }] });
    held.grant([{ npi, types: [] }], deed(day(31)));
    expect(held.state.status).toBe('deactivated');
  });

  it('names what ends it, once that is due and until it is done', () => {
    const member = aMember();
    expect(member.endDue(deed(new Date(day(30).getTime() - 1)))).toBeUndefined();
    expect(member.endDue(deed(day(30)))).toEqual({ at: day(30), cause: 'never-assigned' });
    member.lapse(deed(day(30)));
    expect(member.endDue(deed(day(30)))).toBeUndefined();
  });

  it('is not settled before its time, nor twice', () => {
    const member = aMember();
    member.settle(deed(day(29)));
    expect(member.hasChanged).toBe(false);
    member.settle(deed(day(30)));
    member.settle(deed(day(31)));
    expect(facts(member)).toHaveLength(1);
  });
});

describe('a member who does not sign in', () => {
  const dormant = () => settled({ npis: [given] });

  it('ends 90 days after they joined, or signed in for the last time [MC-ADM-16]', () => {
    const member = dormant();
    member.signedIn(deed(day(40)));
    expect(member.state).toMatchObject({ lastSignInAt: day(40), lapsesAt: day(130) });
    expect(member.recorded).toEqual([expect.objectContaining({ type: 'StandingChanged' })]);
  });

  it('is not ended for that while they are only invited', () => {
    expect(settled({ npis: [given], status: 'invited', userId: undefined }).state.lapsesAt).toBeUndefined();
  });

  it('is warned 14 and 3 days before, each once, of several the nearest [MC-ADM-16]', () => {
    const first = told(dormant(), (member) => member.warn(deed(day(76)), admins));
    expect(first.facts).toEqual([expect.objectContaining({ cause: 'dormant', days: 14, lapsesAt: day(90) })]);
    const second = told(first.member, (member) => member.warn(deed(day(88)), admins));
    expect(second.facts).toEqual([expect.objectContaining({ days: 3 })]);
    const late = told(dormant(), (member) => member.warn(deed(day(89)), admins));
    expect(late.facts).toEqual([expect.objectContaining({ days: 3 })]);
    expect(told(late.member, (member) => member.warn(deed(day(89)), admins)).facts).toEqual([]);
  });

  it('is not warned any more once the end is due: it ends [MC-ADM-16]', () => {
    const member = dormant();
    member.warn(deed(day(90)), admins);
    expect(member.hasChanged).toBe(false);
    member.lapse(deed(day(90)));
    expect(facts(member)).toEqual([expect.objectContaining({ type: 'MemberDeactivated', cause: 'dormant' })]);
  });

  it('is warned anew when the time began anew', () => {
    const warned = told(dormant(), (member) => member.warn(deed(day(76)), admins)).member;
    const back = told(warned, (member) => member.signedIn(deed(day(80)))).member;
    expect(back.state).toMatchObject({ told: [], nextDueAt: day(156) });
    expect(told(back, (member) => member.warn(deed(day(156)), admins)).facts).toHaveLength(1);
  });

  it('who signs in often is written once an hour, and not at all when it is too late', () => {
    const member = dormant();
    member.signedIn(deed(day(1)));
    const seen = storedMember(member);
    seen.signedIn(deed(new Date(day(1).getTime() + signInGrain - 1)));
    expect(seen.hasChanged).toBe(false);
    seen.signedIn(deed(new Date(day(1).getTime() + signInGrain)));
    expect(seen.hasChanged).toBe(true);
    for (const late of [dormant(), anInvitedMember(), aMember('rosa', { status: 'deactivated' })]) {
      late.signedIn(deed(day(90)));
      expect(late.hasChanged).toBe(false);
    }
  });

  it('ends for whichever comes first', () => {
    expect(settled({ npis: [{ ...given, to: iso(20) }] }).state.lapsesAt).toEqual(day(50));
    expect(settled({ npis: [{ ...given, to: iso(70) }] }).state.lapsesAt).toEqual(day(90));
  });
});

describe('an Org Admin who does not sign in', () => {
  it('lapses when the organization has another one: by a decision, not by time alone [MC-ADM-16]', () => {
    const admin = aFounder();
    expect([admin.state.lapsesAt, admin.isLapsed(day(200))]).toEqual([undefined, false]);
    admin.lapse(deed(day(90)));
    expect(facts(admin)).toEqual([expect.objectContaining({ type: 'MemberDeactivated', cause: 'dormant' })]);
  });

  it('who is the last is spared, and the department is told once [MC-ADM-16] [MC-ADM-14]', () => {
    const warned = told(aFounder(), (member) => member.spare(deed(day(80))));
    expect([warned.facts, warned.member.state.nextDueAt]).toEqual([[], day(87)]);
    const spared = told(warned.member, (member) => member.spare(deed(day(91))));
    const { memberId } = spared.member;
    expect(spared.facts).toEqual([
      expect.objectContaining({
        type: 'LastAdminDormant',
        memberId,
        userId: idFrom('user', 'maria'),
        program: 'medi-cal',
      }),
    ]);
    expect(spared.member.state).toMatchObject({ status: 'active', nextDueAt: day(92) });
    expect(told(spared.member, (member) => member.spare(deed(day(120)))).facts).toEqual([]);
  });

  it('is not spared before there is anything to be spared from', () => {
    const admin = aFounder();
    admin.spare(deed(day(75)));
    expect(admin.hasChanged).toBe(false);
  });
});

describe('levels that end by themselves', () => {
  const limited = (...ends: [string, number][]) =>
    settled({ npis: ends.map(([each, days]) => ({ ...given, npi: each, to: iso(days) })), orgRole: 'processor' });

  it('are announced three days and one day before, those that end together by one fact [MC-PRM-17]', () => {
    const member = limited([npi, 10], ['1558598797', 10], ['1000000004', 20]);
    expect(member.state.nextDueAt).toEqual(day(7));
    const first = told(member, (each) => each.noticeGrants(deed(day(7))));
    expect(first.facts).toEqual([
      {
        type: 'MemberGrantsEnding',
        memberId: member.memberId,
        organizationId: member.state.organizationId,
        userId: idFrom('user', 'rosa'),
        npis: [npi, '1558598797'],
        endsAt: day(10),
        days: 3,
      },
    ]);
    expect(told(first.member, (each) => each.noticeGrants(deed(day(8)))).facts).toEqual([]);
    expect(told(first.member, (each) => each.noticeGrants(deed(day(9)))).facts).toEqual([
      expect.objectContaining({ days: 1 }),
    ]);
    expect(told(limited([npi, 10]), (each) => each.noticeGrants(deed(day(9)))).facts).toEqual([
      expect.objectContaining({ days: 1 }),
    ]);
  });

  it('that are over are not announced any more; that they ended is told, once for each end [MC-PRM-17]', () => {
    const silent = told(limited([npi, 10], ['1558598797', 12]), (each) => each.noticeGrants(deed(day(12))));
    expect(silent.facts).toEqual([]);
    const ended = told(silent.member, (each) => each.endGrants(deed(day(12))));
    expect(ended.facts).toEqual([
      expect.objectContaining({ type: 'MemberGrantsEnded', npis: [npi], endedAt: day(10) }),
      expect.objectContaining({ type: 'MemberGrantsEnded', npis: ['1558598797'], endedAt: day(12) }),
    ]);
    expect(told(ended.member, (each) => each.endGrants(deed(day(13)))).facts).toEqual([]);
    expect(ended.member.state.npis).toHaveLength(2);
  });

  it('given for less time than a notice takes are announced by those that are left', () => {
    expect(limited([npi, 2]).state.nextDueAt).toEqual(day(1));
    expect(told(limited([npi, 2]), (each) => each.noticeGrants(deed(day(1)))).facts).toEqual([
      expect.objectContaining({ days: 1 }),
    ]);
    expect(limited([npi, 3]).due(deed(day(0)))).toEqual([expect.objectContaining({ kind: 'notice', days: 3 })]);
  });

  it('of somebody who has no account yet end without announcement; of the deactivated nothing is told', () => {
    const npis = [{ ...given, to: iso(10) }];
    const invited = settled({ npis, status: 'invited', userId: undefined });
    expect(invited.state.nextDueAt).toEqual(day(10));
    const ended = told(invited, (each) => each.endGrants(deed(day(10))));
    expect(ended.facts).toHaveLength(1);
    const gone = aMember('rosa', { npis, status: 'deactivated' });
    expect(gone.due(deed(day(100)))).toEqual([]);
  });

  it('of which nothing is due change nothing; each telling keeps only what it told', () => {
    const member = limited([npi, 10], ['1558598797', 12]);
    member.noticeGrants(deed(day(6)));
    member.endGrants(deed(day(9)));
    expect(member.hasChanged).toBe(false);
    member.endGrants(deed(day(10)));
    expect(member.state.told).toEqual([iso(10)]);
    expect(facts(member)).toEqual([
      expect.objectContaining({ type: 'MemberGrantsEnded', npis: [npi], endedAt: day(10) }),
    ]);
    expect(member.due(deed(day(10))).map(({ kind }) => kind)).toContain('notice');
  });

  it('that are limited anew are announced anew', () => {
    const noticed = told(limited([npi, 10]), (each) => each.noticeGrants(deed(day(7)))).member;
    noticed.assign([{ npi, level: 'processor', to: iso(30) }], deed(day(8)));
    expect(noticed.state).toMatchObject({ told: [], nextDueAt: day(27) });
  });
});
