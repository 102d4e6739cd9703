import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import {
  aClaimedOrganization,
  aMember,
  anInvitedMember,
  deed,
  stored,
  storedMember,
  today,
} from '../../test/builders.js';
import { effectsOf, type Surroundings } from './effects-of.js';
import type { Member, MemberState, NpiGrant, NpiLevel } from './member.js';
import { newDomain } from './roster.js';

const [first, second] = ['1234567893', '1558598797'] as const;
const grant = (npi: string, level: NpiLevel = 'admin', change: Partial<NpiGrant> = {}): NpiGrant => {
  return { npi, level, by: idFrom('member', 'anna'), at: today.toISOString(), ...change };
};
const iso = (days: number): string => after(today, `P${days}D`).toISOString();
const organization = aClaimedOrganization();
const rosa = aMember().memberId;
const another = (change: Partial<NpiGrant> = {}, lapsesAt?: Date) => {
  return { memberId: idFrom('member', 'zoe'), lapsesAt, npis: [grant(first, 'admin', change)] };
};

/** What a change of a member does, in an organization of two NPIs. */
function effects(member: Member, change: (member: Member) => void, seen: Partial<Surroundings> = {}) {
  const before: MemberState = member.state;
  change(member);
  return effectsOf({ before, member, organization }, { at: today, npiAdmins: [], ...seen });
}
const deactivate = (member: Member) => member.deactivate({ cause: 'admin' }, deed());
const none = (npi: string) => (member: Member) => member.assign([{ npi, level: 'none' }], deed());

describe('what a deactivation does', () => {
  it('ends the sessions that were counted, and takes what was held [MC-ADM-11]', () => {
    const member = aMember('rosa', { npis: [grant(first, 'processor')] });
    expect(effects(member, deactivate, { sessions: 2 })).toEqual([
      { kind: 'sessions-end', userId: rosa, count: 2 },
      { kind: 'access-lost', userId: rosa, npi: first },
    ]);
  });

  it('says nothing of sessions when there are none, when nobody could say, or when nobody goes', () => {
    expect(effects(aMember(), deactivate, { sessions: 0 })).toEqual([]);
    expect(effects(aMember(), deactivate)).toEqual([]);
    expect(effects(aMember(), (member) => member.setRole('processor', deed()), { sessions: 2 })).toEqual([]);
    expect(effects(anInvitedMember(), deactivate, { sessions: 2 })).toEqual([]);
  });

  it('takes every NPI of the organization from an Org Admin [D-07]', () => {
    expect(effects(aMember('rosa', { orgRole: 'admin' }), deactivate)).toEqual([
      { kind: 'access-lost', userId: rosa, npi: first },
      { kind: 'access-lost', userId: rosa, npi: second },
    ]);
  });

  it('takes nothing from who has nothing now: not yet, no more, lapsed, invited, or elsewhere', () => {
    const nothing: Partial<MemberState>[] = [
      { npis: [grant(first, 'admin', { from: iso(1) })] },
      { npis: [grant(first, 'admin', { to: iso(0) })] },
      { npis: [grant(first)], lapsesAt: today },
      { npis: [grant(first)], status: 'invited' },
      { npis: [grant('1000000004')] },
    ];
    for (const change of nothing) expect(effects(aMember('rosa', change), deactivate)).toEqual([]);
    const held = { npis: [grant(first, 'processor', { from: iso(0), to: iso(1) })], lapsesAt: after(today, 'PT1S') };
    expect(effects(aMember('rosa', held), deactivate)).toHaveLength(1);
  });
});

describe('an NPI is left without an NPI Admin', () => {
  const admin = () => aMember('rosa', { npis: [grant(first), grant(second, 'processor')] });
  const without = { kind: 'npi-without-admin', npi: first };

  it('when its only one goes or is lowered', () => {
    const lower = (member: Member) => member.assign([{ npi: first, level: 'processor' }], deed());
    expect(effects(admin(), deactivate)).toContainEqual(without);
    expect(effects(admin(), none(first))).toContainEqual(without);
    expect(effects(admin(), lower)).toEqual([without]);
    expect(effects(admin(), none(second))).not.toContainEqual(without);
  });

  it('when they are limited to another time', () => {
    const limit = (member: Member) => member.assign([{ npi: first, level: 'admin', from: iso(1) }], deed());
    expect(effects(admin(), limit)).toEqual([{ kind: 'access-lost', userId: rosa, npi: first }, without]);
  });

  it('not when somebody else is one now; themselves, the lapsed and those of another time do not count', () => {
    expect(effects(admin(), deactivate, { npiAdmins: [another()] })).not.toContainEqual(without);
    expect(effects(admin(), deactivate, { npiAdmins: [another({}, after(today, 'PT1S'))] })).not.toContainEqual(
      without,
    );
    const others = [
      another({}, today),
      another({ level: 'processor' }),
      another({ to: iso(0) }),
      { ...another(), memberId: rosa },
    ];
    for (const other of others) expect(effects(admin(), deactivate, { npiAdmins: [other] })).toContainEqual(without);
  });
});

describe('what goes along', () => {
  it('are types with a level that is set to None, counted [D-34]', () => {
    const types = [{ npi: first, types: ['a', 'b'], by: 'x', at: 'y' }];
    expect(effects(aMember('rosa', { npis: [grant(first, 'processor')], types }), none(first))).toEqual([
      { kind: 'access-lost', userId: rosa, npi: first },
      { kind: 'grants-cleared', userId: rosa, npi: first, count: 2 },
    ]);
  });

  it('is the mail of a new invitation [D-29]', () => {
    const gone = anInvitedMember('rosa', { status: 'deactivated' });
    expect(effects(gone, (member) => member.reactivate(deed()))).toEqual([
      { kind: 'mail', userId: rosa, template: 'invitation' },
    ]);
  });

  const seen = { at: today, npiAdmins: [] };
  const member = storedMember(aMember());
  const { memberId } = member;
  const admission = { by: memberId, at: today, confirmed: true, otherwise: newDomain };

  it('is the domain that came with a place, until the member has taken it: also for who ends what was begun [D-36]', () => {
    const changed = stored(organization);
    changed.admit({ memberId, domain: 'new.example', orgRole: 'none' }, admission);
    const added = [{ kind: 'domain-added', domain: 'new.example' }];
    const { roster } = member.state;
    expect(changed.version).toBeGreaterThan(roster);
    for (const each of [changed, stored(changed)])
      expect(effectsOf({ before: member.state, member, organization: each }, seen)).toEqual(added);
    const before = { ...member.state, roster: changed.version + 1 };
    expect(effectsOf({ before, member, organization: changed }, seen)).toEqual([]);
  });

  it('is no domain that was there before the place', () => {
    const changed = stored(organization);
    changed.admit({ memberId: idFrom('member', 'zoe'), domain: 'new.example', orgRole: 'none' }, admission);
    const later = stored(changed);
    later.admit({ memberId, domain: 'new.example', orgRole: 'none' }, admission);
    expect(effectsOf({ before: member.state, member, organization: later }, seen)).toEqual([]);
  });

  it('is a domain that goes', () => {
    const changed = stored(organization);
    changed.admit({ memberId, domain: 'new.example', orgRole: 'none' }, admission);
    changed.dismiss(memberId, { by: memberId, cause: 'admin' });
    changed.removeDomain('new.example');
    expect(effectsOf({ before: member.state, member, organization: changed }, seen)).toEqual([
      { kind: 'domain-removed', domain: 'new.example' },
    ]);
  });
});
