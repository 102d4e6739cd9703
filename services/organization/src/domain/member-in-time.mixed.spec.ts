import { describe, expect, it } from '@jest/globals';
import { after } from '@portico/kernel';
import { aFounder, aMember, deed, storedMember, today } from '../../test/builders.js';
import type { Member } from './member.js';

const npi = '1234567893';
const day = (days: number): Date => after(today, `P${days}D`);
const facts = (member: Member): string[] =>
  member.recorded.map(({ type }) => type).filter((type) => type !== 'StandingChanged');
const kinds = (member: Member, at: Date): string[] =>
  storedMember(member)
    .due(deed(at))
    .map(({ kind }) => kind);

/** A level that ends after so many days, and nothing else. */
function limited(days: number, member = aMember()): Member {
  member.assign([{ npi, level: 'processor', to: day(days).toISOString() }], deed());
  return storedMember(member);
}

describe('when several things are due at once, each is told by its own', () => {
  it('a warning leaves the notice and the end of a level to be told', () => {
    const member = limited(78);
    expect(kinds(member, day(77))).toEqual(['notice', 'warning', 'notice']);
    member.warn(deed(day(77)), []);
    expect(facts(member)).toEqual(['MemberLapseWarned']);
    expect(kinds(member, day(77))).toEqual(['notice', 'notice']);
    expect(kinds(member, day(78))).toEqual(['notice', 'notice', 'ended']);
  });

  it('a notice leaves the warning, the end of a level leaves both', () => {
    const noticed = limited(78);
    noticed.noticeGrants(deed(day(77)));
    expect([facts(noticed), kinds(noticed, day(77))]).toEqual([['MemberGrantsEnding'], ['warning']]);
    const ended = limited(78);
    ended.endGrants(deed(day(78)));
    expect([facts(ended), kinds(ended, day(78))]).toEqual([['MemberGrantsEnded'], ['notice', 'warning', 'notice']]);
  });

  it('sparing the last Org Admin leaves what is due of their levels', () => {
    const admin = limited(91, aFounder());
    admin.spare(deed(day(90)));
    expect([facts(admin), kinds(admin, day(90))]).toEqual([['LastAdminDormant'], ['notice', 'end', 'notice']]);
  });
});

describe('when nothing is due', () => {
  it.each([
    ['a notice', (member: Member) => member.noticeGrants(deed(day(1)))],
    ['the end of a level', (member: Member) => member.endGrants(deed(day(1)))],
    ['a warning', (member: Member) => member.warn(deed(day(1)), [])],
    ['the end', (member: Member) => member.lapse(deed(day(1)))],
    ['being spared', (member: Member) => member.spare(deed(day(1)))],
  ])('%s changes nothing', (_, act) => {
    const member = limited(50);
    act(member);
    expect(member.hasChanged).toBe(false);
  });
});
