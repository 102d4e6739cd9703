import { type Actor, anonymous, system } from '@portico/kernel';
import { aPolicy, aStanding, member, now, npi, otherNpi } from './testing.js';
import { decide } from './decide.js';
import type { Question } from './decision.js';
import { memberOf, Rights } from './rights.js';
import type { Standing } from './standing.js';

const asking = (action: string, resource: Question['resource'] = {}): Question => ({
  action,
  resource: { organizationId: 'o1', ...resource },
  policy: aPolicy,
  at: now,
});
const answer = (parts: Partial<Standing>, question: Question, actor: Actor = member) =>
  decide(actor, Rights.of(aStanding(parts)), question);
const kinds = (...of: Parameters<typeof answer>) => {
  const { allowed, because } = answer(...of);
  return [allowed, ...because.map(({ kind }) => kind)];
};
const processor = { npis: [{ npi, level: 'processor', by: 'u0', at: '2026-02-03T00:00:00Z' }] } as const;
const withTax = { ...processor, types: [{ npi, types: ['tax-documents'], by: 'u0', at: '2026-02-04T00:00:00Z' }] };

describe('a decision', () => {
  it('names what allowed it, who gave it and when', () => {
    expect(answer(withTax, asking('correspondence.read', { npi, type: 'tax-documents' }))).toEqual({
      allowed: true,
      action: 'correspondence.read',
      because: [
        { kind: 'signed-in', source: 'session', by: 'u1', at: '2026-11-22T11:00:00Z' },
        { kind: 'organization-in-view', source: 'session' },
        {
          kind: 'organization-level-without-action',
          source: 'organization-permission',
          about: 'none',
          by: 'u0',
          at: '2026-01-02T03:04:05Z',
        },
        {
          kind: 'npi-level',
          source: 'npi-permissions',
          about: '1234567893 processor',
          by: 'u0',
          at: '2026-02-03T00:00:00Z',
        },
        {
          kind: 'type-granted',
          source: 'correspondence-permissions',
          about: '1234567893 tax-documents',
          by: 'u0',
          at: '2026-02-04T00:00:00Z',
        },
        { kind: 'policy', source: 'policy:npi.processor' },
      ],
    });
  });

  it.each<[string, Partial<Standing>, Question, string]>([
    ['nothing was given', {}, asking('pin.view', { npi }), 'npi-not-assigned'],
    ['another NPI was given', processor, asking('npi.read', { npi: otherNpi }), 'npi-not-assigned'],
    ['the level may not', processor, asking('pin.reset', { npi }), 'npi-level-without-action'],
    ['no NPI is named', processor, asking('npi.read'), 'npi-not-named'],
    ['no type is named', withTax, asking('correspondence.read', { npi }), 'type-not-named'],
    [
      'another type was given',
      withTax,
      asking('correspondence.read', { npi, type: 'denial-letters' }),
      'type-not-granted',
    ],
    ['the membership is not accepted', { status: 'invited' }, asking('notification.read'), 'member-inactive'],
    ['the member is deactivated', { status: 'deactivated' }, asking('notification.read'), 'member-inactive'],
    ['the membership has just lapsed', { lapsesAt: now.toISOString() }, asking('notification.read'), 'member-lapsed'],
    ['it lapses at no readable time', { lapsesAt: 'soon' }, asking('notification.read'), 'member-lapsed'],
    ['an NPI level asks for the organization', processor, asking('user.manage'), 'organization-level-without-action'],
    [
      'no NPI does',
      processor,
      asking('pin.view', { anyPart: true, npi: undefined, type: undefined }),
      'no-npi-suffices',
    ],
    ['the standing is another member’s', { memberId: 'm2' }, asking('notification.read'), 'no-membership'],
    ['the standing is another user’s', { userId: 'u2' }, asking('notification.read'), 'no-membership'],
    [
      'another organization is asked for',
      {},
      asking('notification.read', { organizationId: 'o2' }),
      'organization-not-in-view',
    ],
    ['no organization is asked for', {}, { ...asking('user.read'), resource: {} }, 'organization-not-in-view'],
  ])('says no and why when %s', (_, parts, question, reason) => {
    const decision = answer(parts, question);
    expect(decision.allowed).toBe(false);
    expect(decision.because.at(-1)?.kind).toBe(reason);
  });

  it('gives nothing without a standing, to nobody and to a process', () => {
    expect(decide(member, undefined, asking('notification.read')).because.at(-1)?.kind).toBe('no-membership');
    expect(kinds({}, asking('notification.read'), anonymous())).toEqual([false, 'not-signed-in']);
    expect(kinds({}, asking('notification.read'), system('identity'))).toEqual([false, 'not-signed-in']);
  });

  it('gives an Org Admin every NPI and every type, also those nobody gave [MC-REG-14]', () => {
    const admin = { orgRole: 'admin' } as const;
    expect(kinds(admin, asking('pin.reset', { npi: otherNpi }))).toEqual([
      true,
      'signed-in',
      'organization-in-view',
      'organization-level',
      'policy',
    ]);
    expect(answer(admin, asking('tax-document.read', { npi: otherNpi, type: 'whatever' })).allowed).toBe(true);
    expect(answer(admin, asking('user.manage')).allowed).toBe(true);
  });

  it('keeps user management from an NPI Admin [MC-ADM-03] [MC-PRM-04]', () => {
    const npiAdmin = { npis: [{ npi, level: 'admin', by: 'u0', at: '2026-02-03T00:00:00Z' }] } as const;
    expect(answer(npiAdmin, asking('pin.reset', { npi })).allowed).toBe(true);
    expect(answer(npiAdmin, asking('user.manage', { npi })).allowed).toBe(false);
    expect(answer(npiAdmin, asking('user.read', { anyPart: true })).allowed).toBe(false);
  });

  it('keeps correspondence from a level across the organization that is not admin, whatever the policy says', () => {
    const generous = { ...aPolicy, organization: { ...aPolicy.organization, processor: ['correspondence.read'] } };
    const question = { ...asking('correspondence.read', { npi, type: 'tax-documents' }), policy: generous };
    expect(answer({ orgRole: 'processor' }, question).allowed).toBe(false);
  });

  it.each([
    ['from then on', '2026-11-22T12:00:00Z', undefined, true],
    ['not before', '2026-11-22T12:00:00.001Z', undefined, false],
    ['until just before', undefined, '2026-11-22T12:00:00Z', false],
    ['until then', undefined, '2026-11-22T12:00:00.001Z', true],
    ['never, from no readable time', 'soon', undefined, false],
    ['never, until no readable time', undefined, 'soon', false],
  ])('holds a level %s', (_, from, to, allowed) => {
    const npis = [{ npi, level: 'admin', from, to, by: 'u0', at: '2026-02-03T00:00:00Z' }] as const;
    expect(answer({ npis }, asking('pin.view', { npi })).allowed).toBe(allowed);
  });

  it('tells of a limit when it is or was', () => {
    const npis = [{ npi, level: 'admin', to: '2026-11-01T00:00:00Z', by: 'u0', at: '2026-02-03T00:00:00Z' }] as const;
    expect(answer({ npis }, asking('pin.view', { npi })).because.at(-1)).toEqual({
      kind: 'npi-level-ended',
      source: 'npi-permissions',
      about: '1234567893 admin',
      by: 'u0',
      at: '2026-11-01T00:00:00Z',
    });
  });

  it('is yes for any part when one part does', () => {
    expect(kinds(withTax, asking('correspondence.search', { anyPart: true })).slice(-3)).toEqual([
      'npi-level',
      'type-granted',
      'policy',
    ]);
    expect(answer(processor, asking('correspondence.search', { anyPart: true })).allowed).toBe(false);
    expect(answer(withTax, asking('correspondence.read', { npi, anyPart: true })).allowed).toBe(true);
    expect(answer(withTax, asking('correspondence.read', { npi: otherNpi, anyPart: true })).allowed).toBe(false);
  });

  it('can be asked for somebody else, also who has no account yet', () => {
    const standing = aStanding({ ...processor, userId: undefined });
    const { allowed, because } = decide(memberOf(standing), Rights.of(standing), asking('npi.read', { npi }));
    expect([allowed, because[0]?.by]).toEqual([true, 'm1']);
  });

  it('gives staff actions to the role, own ones to the owner, process ones to the process', () => {
    const ops = { ...member, roles: ['ops'] };
    expect(kinds({}, asking('npi.attach'), ops)).toEqual([true, 'signed-in', 'staff-role']);
    expect(kinds({}, asking('npi.detach'))).toEqual([false, 'signed-in', 'no-staff-role']);
    expect(kinds({}, asking('session.own', { ownerId: 'u1' }))).toEqual([true, 'signed-in', 'own']);
    expect(kinds({}, asking('phone.change', { ownerId: 'u2' }))).toEqual([false, 'signed-in', 'not-own']);
    expect(kinds({}, asking('system.identity|operator'), system('identity'))).toEqual([true, 'process']);
    expect(kinds({}, asking('system.pin'), system('identity'))).toEqual([false, 'other-process']);
    expect(kinds({}, asking('world.rule'), ops)).toEqual([false, 'action-unknown']);
  });
});
