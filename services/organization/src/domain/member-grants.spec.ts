import { describe, expect, it } from '@jest/globals';
import { after, idFrom } from '@portico/kernel';
import fc from 'fast-check';
import { aMember, anInvitedMember, deed, npiFrom, storedMember, today } from '../../test/builders.js';
import type { Member, NpiLevel } from './member.js';
import { type Assignment, npiNotAssigned } from './member-grants.js';

const [first, second] = ['1234567893', '1558598797'] as const;
const later = after(today, 'P1D');
const iso = (duration: string): string => after(today, duration).toISOString();
const by = idFrom('member', 'anna');
const at = today.toISOString();

function assigned(...assignments: Assignment[]): Member {
  const member = aMember();
  member.assign(assignments, deed());
  return storedMember(member);
}

describe('levels on NPIs', () => {
  it('are given by somebody at a time, those that are named; others stay [MC-PRM-01]', () => {
    const member = assigned({ npi: second, level: 'admin' });
    member.assign([{ npi: first, level: 'processor' }], deed(later, 'olga'));

    expect(member.state.npis).toEqual([
      { npi: first, level: 'processor', by: idFrom('member', 'olga'), at: later.toISOString() },
      { npi: second, level: 'admin', by, at },
    ]);
    expect(member.recorded).toEqual([
      {
        type: 'MemberNpiPermissionsSet',
        memberId: member.memberId,
        organizationId: member.state.organizationId,
        levels: [{ npi: first, before: 'none', after: 'processor' }],
        cleared: [],
      },
      expect.objectContaining({ type: 'StandingChanged' }),
    ]);
  });

  it('may be limited, in time, and a limit that changes is a change [MC-PRM-17]', () => {
    const member = assigned({ npi: first, level: 'admin', from: iso('P1D'), to: iso('P5D') });
    expect(member.state.npis).toEqual([{ npi: first, level: 'admin', from: iso('P1D'), to: iso('P5D'), by, at }]);
    for (const change of [{ from: iso('P1D') }, { to: iso('P5D') }, { from: iso('P1D'), to: iso('P6D') }]) {
      const other = storedMember(member);
      other.assign([{ npi: first, level: 'admin', ...change }], deed(later));
      expect(other.recorded[0]).toMatchObject({ levels: [{ npi: first, before: 'admin', after: 'admin', ...change }] });
      expect(other.state.npis[0]).toMatchObject({ at: later.toISOString() });
    }
  });

  it('that are as they were change nothing, and who gave them stays', () => {
    const member = assigned({ npi: first, level: 'admin' });
    member.assign(
      [
        { npi: first, level: 'admin' },
        { npi: second, level: 'none' },
      ],
      deed(later, 'olga'),
    );
    expect(member.hasChanged).toBe(false);
  });

  it('set to None leave nothing, and take the types along, which is told [MC-PRM-02] [MC-PRM-14] [D-34]', () => {
    const member = assigned({ npi: first, level: 'admin' }, { npi: second, level: 'processor' });
    member.grant(
      [
        { npi: first, types: ['a'] },
        { npi: second, types: ['a'] },
      ],
      deed(),
    );
    const given = storedMember(member);
    given.assign([{ npi: first, level: 'none' }], deed());

    expect(given.state.npis.map(({ npi }) => npi)).toEqual([second]);
    expect(given.state.types.map(({ npi }) => npi)).toEqual([second]);
    expect(given.recorded[0]).toMatchObject({
      levels: [{ npi: first, before: 'admin', after: 'none' }],
      cleared: [first],
    });
    given.assign([{ npi: first, level: 'processor' }], deed());
    expect(given.state.types.map(({ npi }) => npi)).toEqual([second]);
  });

  it('keep the types while there is any level [MC-PRM-14]', () => {
    const member = assigned({ npi: first, level: 'admin' });
    member.grant([{ npi: first, types: ['a'] }], deed());
    const given = storedMember(member);
    given.assign([{ npi: first, level: 'processor' }], deed());
    expect([given.state.types.length, given.recorded[0]]).toEqual([1, expect.objectContaining({ cleared: [] })]);
  });

  it('for many NPIs at once are what each alone would be, and the last word on one counts [MC-PRM-07]', () => {
    const levels = fc.constantFrom<NpiLevel>('admin', 'processor', 'none');
    const npis = fc.integer({ min: 100_000_000, max: 100_000_007 }).map(npiFrom);
    const lists = fc.array(fc.record({ npi: npis, level: levels }), { maxLength: 20 });
    fc.assert(
      fc.property(lists, lists, (before, assignments) => {
        const [atOnce, oneByOne] = [assigned(...before), assigned(...before)];
        atOnce.assign(assignments, deed());
        for (const assignment of assignments) oneByOne.assign([assignment], deed());

        expect(atOnce.state.npis).toEqual(oneByOne.state.npis);
        expect(atOnce.recorded.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('may be given to the invited and the deactivated, for later', () => {
    for (const member of [anInvitedMember(), aMember('rosa', { status: 'deactivated' })]) {
      member.assign([{ npi: first, level: 'admin' }], deed());
      expect([member.state.npis.length, member.standing.status]).toEqual([1, member.state.status]);
    }
  });
});

describe('types of correspondence', () => {
  const member = () => assigned({ npi: first, level: 'processor' }, { npi: second, level: 'admin' });

  it('are set per NPI that is named, once each and in order; others stay [MC-PRM-12]', () => {
    const granted = member();
    granted.grant([{ npi: second, types: ['b', 'a', 'b'] }], deed());
    granted.grant([{ npi: first, types: ['a'] }], deed(later, 'olga'));

    expect(granted.state.types).toEqual([
      { npi: first, types: ['a'], by: idFrom('member', 'olga'), at: later.toISOString() },
      { npi: second, types: ['a', 'b'], by, at },
    ]);
    expect(granted.recorded[0]).toMatchObject({
      type: 'MemberCorrespondencePermissionsSet',
      grants: [{ npi: second, before: [], after: ['a', 'b'] }],
    });
  });

  it('that are as they were change nothing', () => {
    const granted = member();
    granted.grant([{ npi: first, types: ['a', 'b'] }], deed());
    const again = storedMember(granted);
    again.grant(
      [
        { npi: first, types: ['b', 'a'] },
        { npi: second, types: [] },
      ],
      deed(later),
    );
    expect(again.hasChanged).toBe(false);
  });

  it('are all taken away by none', () => {
    const granted = member();
    granted.grant([{ npi: first, types: ['a'] }], deed());
    granted.grant([{ npi: first, types: [] }], deed());
    expect(granted.state.types).toEqual([]);
  });

  it('are refused on NPIs without a level, by name, and nothing is set [MC-PRM-10]', () => {
    const granted = assigned({ npi: first, level: 'processor' });
    const grant = () =>
      granted.grant(
        [
          { npi: first, types: ['a'] },
          { npi: second, types: ['a'] },
        ],
        deed(),
      );
    expect(grant).toThrow(npiNotAssigned());
    expect(grant).toThrow(expect.objectContaining({ details: { npis: [second] } }));
    expect(granted.state.types).toEqual([]);
    expect(() => granted.grant([{ npi: second, types: [] }], deed())).not.toThrow();
  });

  it('need a level that has not ended; one that is yet to begin will do [MC-PRM-10]', () => {
    const limited = assigned({ npi: first, level: 'admin', from: iso('P2D'), to: iso('P5D') });
    expect(() => limited.grant([{ npi: first, types: ['a'] }], deed())).not.toThrow();
    const ended = storedMember(limited, { types: [], lapsesAt: undefined });
    expect(() => ended.grant([{ npi: first, types: ['a'] }], deed(after(today, 'P5D')))).toThrow(npiNotAssigned());
  });
});
