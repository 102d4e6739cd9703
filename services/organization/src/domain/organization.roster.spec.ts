import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aClaimedOrganization, aMember, anUnclaimedOrganization, stored, today } from '../../test/builders.js';
import { memberIdOf } from './member.js';
import type { Organization } from './organization.js';
import { domainInUse, domainRemoved, domainUnknown, lastAdmin, newDomain } from './roster.js';

const [anna, rosa, zoe] = ['anna', 'rosa', 'zoe'].map((name) => idFrom('member', name)) as [string, string, string];
const maria = memberIdOf(aClaimedOrganization().id, idFrom('user', 'maria'));
const domain = 'sunrise-clinic.example';
const later = after(today, 'P1D');
const admission = (confirmed = false) => ({ by: maria, at: later, confirmed, otherwise: newDomain });
const left = { by: maria, cause: 'admin' } as const;
const newcomer = (memberId: string, change = {}) => ({ memberId, domain, orgRole: 'none' as const, ...change });

/** Maria set it up; Rosa was taken in. */
function staffed(change = {}): Organization {
  const organization = aClaimedOrganization();
  organization.admit(newcomer(rosa, change), admission(true));
  return stored(organization);
}

describe('the people of an organization', () => {
  it('begin with who set it up, as an active Org Admin [MC-REG-12]', () => {
    const { state } = aClaimedOrganization();
    const userId = idFrom('user', 'maria');
    expect(state.people).toEqual([{ memberId: maria, userId, domain, orgRole: 'admin', since: today, version: 2 }]);
    expect(state.admins).toEqual([{ memberId: maria, userId }]);
    expect(anUnclaimedOrganization().state).toMatchObject({ people: [], admins: [], domains: [] });
  });

  it('are taken in once, whoever asks for it again', () => {
    const organization = aClaimedOrganization();
    organization.admit(newcomer(rosa), admission());
    organization.admit(newcomer(rosa, { domain: 'other.example' }), admission());
    expect(organization.seatOf(rosa)).toEqual({ ...newcomer(rosa), since: later, version: organization.version + 1 });
    expect(organization.recorded).toEqual([
      { type: 'RosterChanged', organizationId: organization.id, memberId: rosa, by: maria },
    ]);
  });

  it('with a new mail domain are taken in once it is confirmed, and the domain is allowed [MC-DOM-03] [MC-ADM-21] [D-09]', () => {
    const organization = aClaimedOrganization();
    const elsewhere = newcomer(rosa, { domain: 'new.example' });
    expect(() => organization.admit(elsewhere, admission())).toThrow(newDomain());
    expect(() => organization.admit(elsewhere, { ...admission(), otherwise: domainRemoved })).toThrow(domainRemoved());
    expect(() => organization.admit(elsewhere, admission())).toThrow(
      expect.objectContaining({ details: { domain: 'new.example' } }),
    );
    expect(organization.hasChanged).toBe(false);
    organization.admit(elsewhere, admission(true));
    expect(organization.state.domains).toContainEqual({ domain: 'new.example', since: later, version: 3 });
    expect(organization.recorded[0]).toEqual({
      type: 'DomainAdded',
      organizationId: organization.id,
      domain: 'new.example',
    });
  });

  it('of an allowed domain need no confirmation, and allow it no second time', () => {
    const organization = aClaimedOrganization();
    organization.admit(newcomer(rosa), admission(true));
    expect(organization.state.domains).toHaveLength(1);
  });

  it('go once, and the fact says why [MC-ADM-10]', () => {
    const organization = staffed();
    organization.dismiss(rosa, { ...left, reason: 'left' });
    organization.dismiss(rosa, left);
    organization.dismiss(zoe, left);
    expect(organization.seatOf(rosa)).toBeUndefined();
    expect(organization.recorded).toEqual([
      { type: 'RosterChanged', organizationId: organization.id, memberId: rosa, ...left, reason: 'left' },
    ]);
  });

  it('who went are remembered, until they come back', () => {
    const organization = staffed();
    organization.dismiss(rosa, left);
    const went = [{ memberId: rosa, orgRole: 'none' }];
    expect(organization.state.former).toEqual(went);
    organization.admit(newcomer(zoe), admission());
    expect(organization.state.former).toEqual(went);
    organization.admit(newcomer(rosa), admission());
    expect(organization.state.former).toEqual([]);
    const dropped = staffed({ domain: 'new.example' });
    dropped.removeDomain('new.example', [rosa]);
    expect(dropped.state.former).toEqual([]);
  });

  it('are known by their account once they joined', () => {
    const organization = staffed({ orgRole: 'admin' });
    expect(organization.state.admins).toContainEqual({ memberId: rosa });
    organization.join(rosa, idFrom('user', 'rosa'), today);
    expect(organization.state.admins).toContainEqual({ memberId: rosa, userId: idFrom('user', 'rosa') });
    expect(organization.recorded).toEqual([]);
    const joined = stored(organization);
    joined.join(rosa, idFrom('user', 'rosa'), today);
    joined.join(zoe, idFrom('user', 'zoe'), today);
    expect(joined.hasChanged).toBe(false);
  });
});

describe('the last active Org Admin', () => {
  const roles = ['processor', 'none'] as const;

  it('neither goes nor gets another level [MC-ADM-14] [D-30]', () => {
    const organization = staffed();
    expect(() => organization.dismiss(maria, left)).toThrow(lastAdmin());
    for (const role of roles) expect(() => organization.setRole(maria, role, maria)).toThrow(lastAdmin());
    expect(organization.hasChanged).toBe(false);
  });

  it('is known as the last, until another one has joined [MC-ADM-16]', () => {
    const [alone, two] = [aClaimedOrganization(), staffed({ orgRole: 'admin' })];
    expect([alone.isLastAdmin(maria), alone.isLastAdmin(rosa)]).toEqual([true, false]);
    expect([two.isLastAdmin(maria), two.isLastAdmin(rosa)]).toEqual([true, false]);
    two.join(rosa, idFrom('user', 'rosa'), today);
    expect([two.isLastAdmin(maria), two.isLastAdmin(rosa)]).toEqual([false, false]);
    expect(anUnclaimedOrganization().isLastAdmin(maria)).toBe(false);
  });

  it('stays the last while the other one was only invited [MC-ADM-14]', () => {
    const organization = staffed({ orgRole: 'admin' });
    expect(() => organization.dismiss(maria, left)).toThrow(lastAdmin());
    expect(() => organization.dismiss(rosa, left)).not.toThrow();
  });

  it('may go once there is another one with an account [MC-ADM-14]', () => {
    for (const go of [
      (each: Organization) => each.dismiss(maria, left),
      (each: Organization) => each.setRole(maria, 'none', rosa),
    ]) {
      const organization = staffed({ orgRole: 'admin', userId: idFrom('user', 'rosa') });
      go(organization);
      expect(organization.state.admins).toEqual([{ memberId: rosa, userId: idFrom('user', 'rosa') }]);
    }
  });
});

describe('the level across the organization', () => {
  it('makes an Org Admin and unmakes one, and tells it once [MC-PRM-15]', () => {
    const organization = staffed({ userId: idFrom('user', 'rosa') });
    organization.setRole(rosa, 'admin', maria);
    organization.setRole(rosa, 'admin', maria);
    expect(organization.state.admins.map(({ memberId }) => memberId)).toEqual([maria, rosa]);
    expect(organization.recorded).toEqual([
      { type: 'RosterChanged', organizationId: organization.id, memberId: rosa, by: maria },
    ]);
    organization.setRole(rosa, 'processor', maria);
    expect(organization.state.admins.map(({ memberId }) => memberId)).toEqual([maria]);
    expect(organization.roleOf(rosa)).toBe('processor');
  });

  it('of somebody who went is kept for when they come back, and makes no Org Admin until then [MC-PRM-15]', () => {
    const organization = staffed({ userId: idFrom('user', 'rosa'), orgRole: 'admin' });
    organization.dismiss(rosa, left);
    expect(organization.roleOf(rosa)).toBe('admin');
    organization.setRole(rosa, 'processor', maria);
    organization.setRole(rosa, 'processor', maria);
    const roster = { type: 'RosterChanged', organizationId: organization.id, memberId: rosa } as const;
    expect(organization.recorded).toEqual([
      { ...roster, ...left },
      { ...roster, memberId: maria, by: maria },
      { ...roster, by: maria },
    ]);
    expect(organization.state).toMatchObject({
      admins: [{ memberId: maria }],
      former: [{ memberId: rosa, orgRole: 'processor' }],
    });
  });

  it('of a member whom the organization forgot is known to it from then on', () => {
    const organization = aClaimedOrganization();
    expect(organization.roleOf(zoe)).toBeUndefined();
    organization.setRole(zoe, 'none', maria);
    expect(organization.state.former).toEqual([{ memberId: zoe, orgRole: 'none' }]);
  });
});

describe('a mail domain', () => {
  it('is removed once nobody who counts has an address of it [MC-DOM-02]', () => {
    const organization = staffed({ domain: 'new.example' });
    expect(organization.peopleIn('new.example').map(({ memberId }) => memberId)).toEqual([rosa]);
    expect(() => organization.removeDomain('new.example')).toThrow(domainInUse());
    expect(() => organization.removeDomain('new.example')).toThrow(
      expect.objectContaining({ details: { domain: 'new.example', users: [rosa] } }),
    );
    organization.dismiss(rosa, left);
    organization.removeDomain('new.example');
    expect(organization.state.domains.map((each) => each.domain)).toEqual([domain]);
    expect(organization.recorded.at(-1)).toEqual({
      type: 'DomainRemoved',
      organizationId: organization.id,
      domain: 'new.example',
    });
  });

  it('that is not there is not removed', () => {
    expect(() => staffed().removeDomain('other.example')).toThrow(domainUnknown());
  });

  it('is removed in spite of places that nobody ever took, which go with it [MC-DOM-02]', () => {
    const organization = staffed({ domain: 'new.example' });
    expect(() => organization.removeDomain('new.example', [zoe])).toThrow(domainInUse());
    organization.removeDomain('new.example', [rosa]);
    expect(organization.state.people.map(({ memberId }) => memberId)).toEqual([maria]);
  });
});

describe('somebody who comes back', () => {
  const gone = { ...aMember('rosa', { status: 'deactivated', roster: 4 }), memberId: rosa, counts: false };
  const returning = (change = {}) => ({ ...gone, state: { ...aMember().state, roster: 4, ...change } });

  it('takes a new place with the level and the account of before [MC-ADM-12] [D-29]', () => {
    const organization = aClaimedOrganization();
    organization.readmit(returning({ orgRole: 'admin' }), admission());
    const userId = idFrom('user', 'rosa');
    expect(organization.seatOf(rosa)).toMatchObject({ orgRole: 'admin', userId, domain });
    const nameless = aClaimedOrganization();
    nameless.readmit(returning({ userId: undefined }), admission());
    expect(nameless.seatOf(rosa)).not.toHaveProperty('userId');
  });

  it('has the level that they were given while they were gone, not the one that they went with [MC-PRM-15]', () => {
    const organization = staffed({ orgRole: 'admin' });
    organization.dismiss(rosa, left);
    organization.setRole(rosa, 'none', maria);
    organization.readmit(returning({ orgRole: 'admin' }), admission());
    expect(organization.seatOf(rosa)?.orgRole).toBe('none');
    expect(organization.state.admins.map(({ memberId }) => memberId)).toEqual([maria]);
  });

  it('of a domain that was removed asks for confirmation [MC-DOM-04] [D-36]', () => {
    const organization = aClaimedOrganization();
    const readmit = (confirmed: boolean) =>
      organization.readmit(returning({ emailDomain: 'gone.example' }), {
        ...admission(confirmed),
        otherwise: domainRemoved,
      });
    expect(() => readmit(false)).toThrow(domainRemoved());
    readmit(true);
    expect(organization.state.domains.map((each) => each.domain)).toContain('gone.example');
  });

  it('who ended by themselves gets another place than the one they ended in', () => {
    const organization = staffed();
    const before = organization.seatOf(rosa)?.version ?? 0;
    organization.readmit(returning({ roster: before }), admission());
    expect(organization.seatOf(rosa)?.version).toBe(organization.version + 1);
    const taken = staffed();
    taken.readmit(returning({ roster: before - 1 }), admission());
    expect(taken.hasChanged).toBe(false);
  });

  it('who counts and has a place stays in it; without one they get it', () => {
    const organization = staffed();
    organization.readmit({ ...returning(), counts: true }, admission());
    expect(organization.hasChanged).toBe(false);
    const without = aClaimedOrganization();
    without.readmit({ ...returning(), counts: true }, admission());
    expect(without.seatOf(rosa)).toBeDefined();
  });

  it('is let go of only in the place that they ended in', () => {
    const organization = staffed();
    const version = organization.seatOf(rosa)?.version ?? 0;
    organization.release({ ...returning({ roster: version }), counts: true }, left);
    organization.release(returning({ roster: version - 1 }), left);
    organization.release({ ...returning({ roster: version }), memberId: anna }, left);
    expect(organization.hasChanged).toBe(false);
    organization.release(returning({ roster: version }), left);
    expect(organization.seatOf(rosa)).toBeUndefined();
  });
});
