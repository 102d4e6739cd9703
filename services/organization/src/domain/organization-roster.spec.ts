import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aClaimedOrganization, stored, today } from '../../test/builders.js';
import { memberIdOf } from './member.js';
import { Organization } from './organization.js';
import { newDomain } from './roster.js';

const [rosa, zoe] = ['rosa', 'zoe'].map((name) => idFrom('member', name)) as [string, string];
const maria = memberIdOf(aClaimedOrganization().id, idFrom('user', 'maria'));
const domain = 'sunrise-clinic.example';
const hours = (count: number): Date => after(today, `PT${count}H`);
const days = (count: number): Date => after(today, `P${count}D`);
const keeperOf = ({ state }: Organization) => state.keeper?.memberId;
const told = ({ recorded }: Organization) => recorded.map((fact) => 'memberId' in fact && fact.memberId);

/** Maria set it up; Rosa and Zoe are Org Admins too, and came the same day. */
function withAdmins(change: object = {}): Organization {
  const organization = aClaimedOrganization();
  for (const memberId of [rosa, zoe]) {
    const admin = { memberId, domain, orgRole: 'admin' as const, userId: idFrom('user', memberId), ...change };
    organization.admit(admin, { by: maria, at: today, confirmed: false, otherwise: newDomain });
  }
  return stored(organization);
}

describe('the Org Admin whom time does not end [MC-ADM-16]', () => {
  it('is who set the organization up, at first', () => {
    expect(withAdmins().state.keeper).toEqual({ memberId: maria, seenAt: today, version: 2 });
    expect([withAdmins().isKeptBy(maria), withAdmins().isKeptBy(rosa)]).toEqual([true, false]);
  });

  it('is whoever is there a day after them; both hear of it', () => {
    const organization = withAdmins();
    organization.seen(rosa, new Date(days(1).getTime() - 1));
    expect(organization.hasChanged).toBe(false);
    organization.seen(rosa, days(1));
    expect(organization.state.keeper).toEqual({ memberId: rosa, seenAt: days(1), version: organization.version + 1 });
    expect(told(organization)).toEqual([rosa, maria]);
  });

  it('stays it while they come themselves, and nobody hears of that', () => {
    const organization = withAdmins();
    organization.seen(maria, days(2));
    organization.seen(rosa, hours(71));
    expect(organization.state.keeper).toEqual({ memberId: maria, seenAt: days(2), version: 2 });
    expect(told(organization)).toEqual([]);
  });

  it('is nobody who was there earlier, whenever that is told', () => {
    const organization = withAdmins();
    organization.seen(maria, days(10));
    organization.seen(rosa, days(5));
    expect(keeperOf(organization)).toBe(maria);
  });

  it.each([
    ['was only invited', withAdmins({ userId: undefined }), rosa],
    ['is no Org Admin', withAdmins({ orgRole: 'processor' }), rosa],
    ['is not there', withAdmins(), idFrom('member', 'nobody')],
  ])('is nobody who %s', (_, organization, memberId) => {
    organization.seen(memberId, days(9));
    expect(organization.hasChanged).toBe(false);
  });

  it('is, when they go or get another level, the one who decided that', () => {
    for (const decide of [
      (each: Organization) => each.dismiss(maria, { by: zoe, cause: 'admin' }),
      (each: Organization) => each.setRole(maria, 'none', zoe),
    ]) {
      const organization = withAdmins();
      decide(organization);
      expect(keeperOf(organization)).toBe(zoe);
      expect(new Set(told(organization))).toEqual(new Set([maria, zoe]));
    }
  });

  it('is another one when they go by themselves', () => {
    const organization = withAdmins();
    organization.dismiss(maria, { by: maria, cause: 'admin' });
    expect(keeperOf(organization)).toBe(rosa);
    expect(organization.state.keeper?.version).toBe(organization.version + 1);
  });

  it('stays the same when others go', () => {
    const organization = withAdmins();
    organization.dismiss(rosa, { by: zoe, cause: 'admin' });
    organization.setRole(zoe, 'none', maria);
    expect(organization.state.keeper).toMatchObject({ memberId: maria, version: 2 });
  });

  it('is who joins or comes back, when nobody was there for a day', () => {
    const organization = withAdmins({ userId: undefined });
    organization.join(rosa, idFrom('user', 'rosa'), days(1));
    expect(keeperOf(organization)).toBe(rosa);
    const back = {
      memberId: idFrom('member', 'eve'),
      userId: idFrom('user', 'eve'),
      domain,
      orgRole: 'admin' as const,
    };
    organization.admit(back, { by: maria, at: days(3), confirmed: false, otherwise: newDomain });
    expect(keeperOf(organization)).toBe(back.memberId);
  });

  it('is nobody in an organization of before, until an Org Admin is seen', () => {
    const { state, version } = withAdmins();
    const organization = new Organization({ ...state, keeper: undefined }, version);
    organization.dismiss(zoe, { by: maria, cause: 'admin' });
    expect(keeperOf(organization)).toBeUndefined();
    organization.seen(rosa, today);
    expect(keeperOf(organization)).toBe(rosa);
  });

  it('leaves the others to be asked about', () => {
    expect(withAdmins().adminsBeside(maria)).toEqual([rosa, zoe]);
    expect(withAdmins({ userId: undefined }).adminsBeside(rosa)).toEqual([maria]);
  });
});
