import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aFounder, aMember, anInvitedMember, anInvitee, deed, storedMember, today } from '../../test/builders.js';
import { invitedIdOf, Member, memberIdOf, type OrgRole, stale, userNotInvited } from './member.js';
import type { Seat } from './roster.js';

const organizationId = idFrom('organization', 'sunrise');
const later = after(today, 'P2D');
const types = (member: Member): string[] => member.recorded.map(({ type }) => type);
const rosa = anInvitedMember().memberId;
const seat = (change: Partial<Seat> = {}): Seat => {
  return { memberId: rosa, domain: 'sunrise-clinic.example', orgRole: 'none', since: today, version: 1, ...change };
};

describe('who set the organization up', () => {
  const founder = { ...anInvitee(), userId: idFrom('user', 'maria'), emailDomain: 'sunrise-clinic.example', roster: 2 };
  const { person: _person, ...founding } = founder;
  const member = Member.found(founding, deed());

  it('is an active member as Org Admin, given by themselves, and the fact names no address [MC-REG-12]', () => {
    const { userId } = founder;
    const memberId = memberIdOf(organizationId, userId);
    expect(member.state).toMatchObject({ id: `${organizationId}|${memberId}`, memberId, userId, roster: 2 });
    expect(member.state).toMatchObject({ status: 'active', orgRole: 'admin', orgRoleBy: memberId, joinedAt: today });
    expect(member.state).toMatchObject({ since: today, bareSince: today, idleSince: today, npis: [], types: [] });
    const place = { memberId, organizationId, program: 'medi-cal', organizationName: 'Sunrise Clinic' };
    expect(member.recorded).toEqual([
      { type: 'MemberJoined', ...place, userId, orgRole: 'admin', kinds: ['provider'] },
      { type: 'StandingChanged', memberId, organizationId },
    ]);
  });

  it('never lapses by time alone, for they might be the last [MC-ADM-16]', () => {
    expect(member.state.lapsesAt).toBeUndefined();
    expect(member.state.nextDueAt).toEqual(after(today, 'P76D'));
  });

  it('is one per person and organization', () => {
    expect(memberIdOf(organizationId, 'maria')).not.toBe(memberIdOf('maria', organizationId));
  });
});

describe('somebody who is added', () => {
  const member = Member.invite(anInvitee(), deed());

  it('is invited under an id that follows from the address, with an invitation of seven days [MC-INV-01] [MC-INV-03]', () => {
    const { emailPrint } = anInvitee().person;
    expect(member.memberId).toBe(invitedIdOf(organizationId, emailPrint));
    expect(member.state).toMatchObject({ status: 'invited', orgRole: 'none', orgRoleBy: deed().by, roster: 1 });
    expect(member.state.invitation).toEqual({ sentAt: today, expiresAt: after(today, 'P7D'), count: 1 });
    expect(member.state).toMatchObject({ emailDomain: 'sunrise-clinic.example', firstName: 'rosa', emailPrint });
    expect(member.state.orgRoleAt).toBe(today.toISOString());
  });

  it('is told as ids and instants, with a standing that gives nothing [MC-ADM-17]', () => {
    const named = { memberId: member.memberId, organizationId };
    const expiresAt = after(today, 'P7D');
    expect(member.recorded).toEqual([
      { type: 'MemberInvited', ...named, program: 'medi-cal', count: 1, expiresAt },
      { type: 'StandingChanged', ...named },
    ]);
    expect(member.standing).toMatchObject({
      ...named,
      status: 'invited',
      orgRole: 'none',
      npis: [],
      types: [],
      version: 1,
    });
    expect(member.standing).not.toHaveProperty('userId');
  });

  it('is invited again as often as asked, until they have an account [MC-INV-04]', () => {
    const again = anInvitedMember();
    again.inviteAgain(deed(later));
    expect(again.state.invitation).toEqual({ sentAt: later, expiresAt: after(later, 'P7D'), count: 2 });
    expect(again.recorded[0]).toMatchObject({ type: 'MemberInvited', count: 2 });
    expect(() => aMember().inviteAgain(deed())).toThrow(userNotInvited());
    expect(() => anInvitedMember('rosa', { status: 'deactivated' }).inviteAgain(deed())).toThrow(userNotInvited());
  });

  it('joins with the account that accepts, once [MC-INV-13]', () => {
    const joining = anInvitedMember('rosa', { orgRole: 'processor' });
    const [userId, registrationId] = [idFrom('user', 'rosa'), idFrom('registration')];
    joining.accept({ userId, registrationId }, deed(later));
    const place = { memberId: rosa, organizationId, program: 'medi-cal', organizationName: 'Sunrise Clinic' };
    expect(joining.state).toMatchObject({
      status: 'active',
      userId,
      registrationId,
      joinedAt: later,
      idleSince: later,
    });
    expect(joining.recorded).toEqual([
      { type: 'MemberJoined', ...place, userId, orgRole: 'processor', kinds: ['provider'], registrationId },
      { type: 'StandingChanged', memberId: rosa, organizationId },
    ]);
    const joined = storedMember(joining);
    joined.accept({ userId: idFrom('user', 'someone') }, deed(later));
    expect([joined.hasChanged, joined.state.userId]).toEqual([false, userId]);
  });

  it('joins without a registration when they had an account before [MC-INV-14]', () => {
    const joining = anInvitedMember();
    joining.accept({ userId: idFrom('user', 'rosa') }, deed());
    expect(joining.recorded[0]).not.toHaveProperty('registrationId');
  });
});

describe('a member who is deactivated', () => {
  it('keeps what they were given, and the reason is told [MC-ADM-10] [MC-ADM-12]', () => {
    const npis = [{ npi: '1234567893', level: 'admin', by: 'x', at: 'y' }] as const;
    const member = aMember('rosa', { npis });
    member.deactivate({ cause: 'admin', reason: 'left' }, deed());
    expect(member.state).toMatchObject({
      status: 'deactivated',
      npis,
      deactivation: { cause: 'admin', reason: 'left' },
    });
    expect([member.state.lapsesAt, member.state.nextDueAt]).toEqual([undefined, undefined]);
    expect(member.recorded).toEqual([
      expect.objectContaining({
        type: 'MemberDeactivated',
        userId: idFrom('user', 'rosa'),
        cause: 'admin',
        reason: 'left',
      }),
      expect.objectContaining({ type: 'StandingChanged' }),
    ]);
    expect(member.counts).toBe(false);
  });

  it('is so once, and without a reason tells none', () => {
    const member = aMember();
    member.deactivate({ cause: 'dormant' }, deed());
    member.deactivate({ cause: 'admin' }, deed());
    expect(types(member)).toEqual(['MemberDeactivated', 'StandingChanged']);
    expect(member.recorded[0]).not.toHaveProperty('reason');
  });

  it('comes back as they were, with their times begun anew [MC-ADM-12] [D-29]', () => {
    const npis = [{ npi: '1234567893', level: 'admin', by: 'x', at: 'y' }] as const;
    const gone = aMember('rosa', { npis, orgRole: 'processor', status: 'deactivated' });
    gone.reactivate(deed(later));
    expect(gone.state).toMatchObject({ status: 'active', npis, orgRole: 'processor', deactivation: undefined });
    expect(gone.state).toMatchObject({ bareSince: later, idleSince: later, joinedAt: today });
    expect(types(gone)).toEqual(['MemberReactivated', 'StandingChanged']);
  });

  it('who never used the invitation gets a new one [D-29]', () => {
    const gone = anInvitedMember('rosa', { status: 'deactivated' });
    gone.reactivate(deed(later));
    expect(gone.state).toMatchObject({ status: 'invited', invitation: { count: 2, sentAt: later } });
    expect(types(gone)).toEqual(['MemberReactivated', 'MemberInvited', 'StandingChanged']);
  });

  it('who accepted too late joins when they are brought back', () => {
    const gone = anInvitedMember('rosa', { status: 'deactivated' });
    gone.accept({ userId: idFrom('user', 'rosa'), registrationId: idFrom('registration') }, deed());
    expect([gone.state.status, types(gone)]).toEqual(['deactivated', ['StandingChanged']]);
    const back = storedMember(gone);
    back.reactivate(deed(later));
    expect(types(back)).toEqual(['MemberReactivated', 'MemberJoined', 'StandingChanged']);
    expect(back.recorded[1]).toMatchObject({ registrationId: idFrom('registration') });
    expect(back.state.joinedAt).toEqual(later);
  });

  it('is not brought back twice', () => {
    const member = aMember();
    member.reactivate(deed());
    expect(member.hasChanged).toBe(false);
  });
});

describe('the level across the organization', () => {
  it('is given by somebody at a time, and given once [MC-PRM-15]', () => {
    const member = aMember();
    member.setRole('admin', deed(later, 'olga'));
    member.setRole('admin', deed(later, 'zoe'));
    expect(member.state).toMatchObject({ orgRole: 'admin', orgRoleBy: idFrom('member', 'olga') });
    expect(member.standing).toMatchObject({ by: idFrom('member', 'olga'), at: later.toISOString() });
    expect(member.recorded).toEqual([
      expect.objectContaining({ type: 'MemberOrganizationPermissionSet', before: 'none', after: 'admin' }),
      expect.objectContaining({ type: 'StandingChanged' }),
    ]);
  });
});

describe('a member who follows the organization', () => {
  const follow = (member: Member, ...[place, roster, orgRole]: [Seat | undefined, number, OrgRole?]) => {
    member.follow(place, { roster, orgRole }, deed(later));
    return member;
  };

  it('without a place is deactivated, for the cause and reason of it', () => {
    const member = aMember();
    member.follow(undefined, { roster: 2, cause: 'dormant', reason: 'why' }, deed());
    expect(member.state).toMatchObject({
      status: 'deactivated',
      roster: 2,
      deactivation: { cause: 'dormant', reason: 'why' },
    });
    expect(follow(aMember(), undefined, 2).state.deactivation?.cause).toBe('admin');
  });

  it('takes the level of the place, and notes that they followed when nothing differs', () => {
    expect(follow(aMember(), seat({ orgRole: 'admin' }), 5).state).toMatchObject({ orgRole: 'admin', roster: 5 });
    const same = follow(aMember(), seat(), 5);
    expect([same.state.roster, types(same)]).toEqual([5, []]);
  });

  it('comes back for a place that was given after they left, never for the one that they left', () => {
    const gone = { status: 'deactivated', roster: 3 } as const;
    expect(follow(aMember('rosa', gone), seat({ version: 4 }), 6).state.status).toBe('active');
    expect(follow(aMember('rosa', gone), seat({ version: 3 }), 6).state.status).toBe('deactivated');
  });

  it('has the level that the organization keeps for who is gone', () => {
    const member = follow(aMember('rosa', { status: 'deactivated', orgRole: 'admin' }), undefined, 6, 'none');
    expect(member.state).toMatchObject({ status: 'deactivated', orgRole: 'none', roster: 6 });
    expect(types(member)).toContain('MemberOrganizationPermissionSet');
  });

  it('does not follow what is older than what they followed', () => {
    expect(follow(aMember('rosa', { roster: 7 }), undefined, 7).hasChanged).toBe(false);
    expect(follow(aMember('rosa', { roster: 7 }), undefined, 6).hasChanged).toBe(false);
  });

  it.each([
    ['no place, and does not count', { status: 'deactivated' }, undefined, true, undefined],
    ['no place, but counts', {}, undefined, false, undefined],
    ['no place, another level', { status: 'deactivated' }, undefined, false, 'admin'],
    ['no place, the same level', { status: 'deactivated', orgRole: 'admin' }, undefined, true, 'admin'],
    ['the same level', {}, seat(), true, undefined],
    ['another level', {}, seat({ orgRole: 'admin' }), false, undefined],
    ['a place that they left', { status: 'deactivated', roster: 1 }, seat({ version: 1 }), true, undefined],
    [
      'a place that they have yet to take',
      { status: 'deactivated', roster: 1 },
      seat({ version: 2 }),
      false,
      undefined,
    ],
  ] as const)('is as the organization says, or not: %s', (_, change, place, isAs, role) => {
    expect(aMember('rosa', change).isAs(place, role)).toBe(isAs);
  });
});

describe('a change that is based on a version', () => {
  it('is refused when another one came first, and one without a version is not [X-04]', () => {
    expect(() => aMember().mustBeAt('1')).not.toThrow();
    expect(() => aMember().mustBeAt(undefined)).not.toThrow();
    expect(() => aMember().mustBeAt('2')).toThrow(stale());
  });

  it('tells the version that it will have, once', () => {
    const member = aMember();
    expect([member.standing.version, member.hasChanged]).toEqual([1, false]);
    member.setRole('processor', deed());
    member.assign([{ npi: '1234567893', level: 'admin' }], deed());
    expect([member.standing.version, member.hasChanged]).toEqual([2, true]);
    expect(types(member).filter((type) => type === 'StandingChanged')).toHaveLength(1);
  });

  it('keeps what it did, for whoever repeats it', () => {
    const member = aFounder();
    member.did([{ kind: 'refused', code: 'x' }]);
    expect([member.state.effects, member.recorded]).toEqual([[{ kind: 'refused', code: 'x' }], []]);
  });
});
