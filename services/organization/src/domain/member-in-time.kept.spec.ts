import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import { aFounder, aMember, deed, storedMember, today } from '../../test/builders.js';

const day = (days: number): Date => after(today, `P${days}D`);
const other = idFrom('member', 'olga');
const keeper = (memberId: string, version: number) => ({ memberId, seenAt: today, version });

describe('an Org Admin of an organization that another one keeps [MC-ADM-16]', () => {
  it('ends by time as anybody does, and every service is told', () => {
    const admin = aFounder();
    admin.heed(keeper(other, 3), deed());
    expect(admin.standing.lapsesAt).toBe(day(90).toISOString());
    expect([admin.isLapsed(day(89)), admin.isLapsed(day(90))]).toEqual([false, true]);
    expect(admin.recorded.map(({ type }) => type)).toEqual(['StandingChanged']);
  });

  it('does not, from when they keep it themselves', () => {
    const admin = aFounder();
    admin.heed(keeper(other, 3), deed());
    admin.heed(keeper(admin.memberId, 4), deed());
    expect([admin.state.lapsesAt, admin.isLapsed(day(900))]).toEqual([undefined, false]);
  });

  it('heeds the newest version only, in whatever order versions come', () => {
    const admin = aFounder();
    admin.heed(keeper(admin.memberId, 4), deed());
    const kept = storedMember(admin);
    for (const version of [3, 4]) kept.heed(keeper(other, version), deed());
    kept.heed(undefined, deed());
    expect(kept.hasChanged).toBe(false);
    kept.heed(keeper(other, 5), deed());
    expect(kept.state.lapsesAt).toEqual(day(90));
  });

  it('is an Org Admin who counts: nobody else heeds it', () => {
    for (const member of [aMember('rosa', { orgRole: 'processor' }), aFounder('maria', { status: 'deactivated' })]) {
      member.heed(keeper(other, 3), deed());
      expect(member.hasChanged).toBe(false);
    }
  });

  it('is ended by the organization first: levels on NPIs neither end nor prolong it', () => {
    const admin = aFounder();
    admin.heed(keeper(other, 3), deed());
    const lapsed = storedMember(admin);
    lapsed.assign([{ npi: '1234567893', level: 'admin' }], deed(day(91)));
    lapsed.grant([{ npi: '1234567893', types: ['tax-documents'] }], deed(day(91)));
    expect(lapsed.state).toMatchObject({ status: 'active', lapsesAt: day(90), nextDueAt: day(76) });
  });
});
