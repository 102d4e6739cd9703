import fc from 'fast-check';
import { type Actor, type ActorKind, anonymous, system } from '@portico/kernel';
import { decide } from './decide.js';
import type { Grant, Policy, Question } from './grant.js';
import { actions, scopeOf } from './scope.js';

const now = new Date('2026-11-22T12:00:00Z');
const policy: Policy = { admin: ['organization.read'], processor: ['organization.read'], none: [] };
const member: Actor = {
  kind: 'user',
  userId: 'u1',
  organizationId: 'o1',
  memberId: 'm1',
  authenticatedAt: '2026-11-22T11:00:00Z',
};
const aGrant = (parts: Partial<Grant> = {}): Grant => ({
  id: 'g1',
  organizationId: 'o1',
  memberId: 'm1',
  level: 'admin',
  npi: 'all',
  type: 'all',
  grantedBy: 'u0',
  grantedAt: '2026-01-02T03:04:05Z',
  ...parts,
});
const asking = (action: string, resource: Question['resource'] = {}): Question => ({
  action,
  resource,
  policy,
  at: now,
});
const reading = (resource: Question['resource'] = {}) =>
  asking('organization.read', { organizationId: 'o1', ...resource });
const kinds = (actor: Actor, grants: Grant[], question: Question) => {
  const decision = decide(actor, grants, question);
  return [decision.allowed, ...decision.because.map(({ kind }) => kind)];
};

describe('a decision', () => {
  it('names the grant that allowed it, who gave it and when', () => {
    expect(decide(member, [aGrant()], reading())).toEqual({
      allowed: true,
      action: 'organization.read',
      because: [
        { kind: 'signed-in', source: 'session', by: 'u1', at: '2026-11-22T11:00:00Z' },
        { kind: 'organization-in-view', source: 'session' },
        { kind: 'grant', source: 'grant:g1', by: 'u0', at: '2026-01-02T03:04:05Z' },
        { kind: 'policy', source: 'policy:admin' },
      ],
    });
  });

  it.each<[string, Actor, Grant[], string]>([
    ['nobody is signed in', anonymous(), [aGrant()], 'not-signed-in'],
    ['a process asks', system('identity'), [aGrant()], 'not-signed-in'],
    ['another organization is in view', { ...member, organizationId: 'o2' }, [aGrant()], 'organization-not-in-view'],
    ['nothing was granted', member, [], 'no-grant'],
    ['the grant is another member’s', member, [aGrant({ memberId: 'm2' })], 'no-grant'],
    ['the grant is of another organization', member, [aGrant({ organizationId: 'o2' })], 'no-grant'],
    ['the level may not', member, [aGrant({ level: 'none' })], 'level-without-action'],
    ['the level is unknown', member, [aGrant({ level: 'constructor' })], 'level-without-action'],
    ['the grant begins later', member, [aGrant({ from: '2026-11-22T12:00:00.001Z' })], 'grant-not-yet'],
    ['the grant has just ended', member, [aGrant({ to: '2026-11-22T12:00:00Z' })], 'grant-ended'],
    ['the grant ends at no readable time', member, [aGrant({ to: 'soon' })], 'grant-ended'],
    ['the grant is for one NPI', member, [aGrant({ npi: '1234567893' })], 'grant-elsewhere'],
    ['the grant is for one type', member, [aGrant({ type: 'letters' })], 'grant-elsewhere'],
  ])('says no and why when %s', (_, actor, grants, reason) => {
    const decision = decide(actor, grants, reading());
    expect(decision.allowed).toBe(false);
    expect(decision.because.at(-1)?.kind).toBe(reason);
  });

  it.each<[Question['resource'], Partial<Grant>, boolean]>([
    [{ npi: '1234567893' }, {}, true],
    [{ npi: '1987654321' }, {}, false],
    [{ npi: '1234567893', type: 'letters' }, { type: 'letters' }, true],
    [{ npi: '1234567893', type: 'notices' }, { type: 'letters' }, false],
    [{ anyPart: true }, { type: 'letters' }, true],
  ])('judges %j by the part that was granted', (resource, part, allowed) => {
    expect(
      decide(
        member,
        [aGrant({ npi: '1234567893', ...part })],
        reading({ ...resource, type: resource.type ?? part.type }),
      ).allowed,
    ).toBe(allowed);
  });

  it('lists every grant that did not do, when none did', () => {
    const grants = [aGrant({ level: 'none' }), aGrant({ id: 'g2', to: '2026-01-01T00:00:00Z' })];
    expect(kinds(member, grants, reading())).toEqual([
      false,
      'signed-in',
      'organization-in-view',
      'level-without-action',
      'grant-ended',
    ]);
  });

  it('gives staff actions to the role, own ones to the owner, process ones to the process', () => {
    const ops = { ...member, roles: ['ops'] };
    expect(kinds(ops, [], asking('registration-token.issue'))).toEqual([true, 'signed-in', 'staff-role']);
    expect(kinds(member, [], asking('registration-token.issue'))).toEqual([false, 'signed-in', 'no-staff-role']);
    expect(kinds(member, [], asking('session.own', { ownerId: 'u1' }))).toEqual([true, 'signed-in', 'own']);
    expect(kinds(member, [], asking('session.own', { ownerId: 'u2' }))).toEqual([false, 'signed-in', 'not-own']);
    expect(kinds(system('identity'), [], asking('system.identity|operator'))).toEqual([true, 'process']);
    expect(kinds(system('organization'), [], asking('system.identity'))).toEqual([false, 'other-process']);
    expect(kinds(ops, [], asking('world.rule'))).toEqual([false, 'action-unknown']);
  });
});

const word = fc.constantFrom(
  'o1',
  'o2',
  'm1',
  'm2',
  'u1',
  'u2',
  'all',
  'ops',
  'admin',
  'none',
  'constructor',
  '__proto__',
  '',
);
const instant = fc
  .date({ min: new Date('2026-11-20'), max: new Date('2026-11-25'), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  id: word,
  organizationId: word,
  memberId: word,
  level: word,
  npi: word,
  type: word,
  from: maybe(instant),
  to: maybe(instant),
  grantedBy: word,
  grantedAt: instant,
});
const anyActor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom<ActorKind>('anonymous', 'user', 'system'),
  process: maybe(fc.constantFrom('identity', 'gateway', 'mallory')),
  userId: maybe(word),
  roles: maybe(fc.array(word, { maxLength: 2 })),
  organizationId: maybe(word),
  memberId: maybe(word),
});
const anyAction = fc.constantFrom(
  ...actions,
  'system.identity',
  'system.gateway|operator',
  'world.rule',
  '__proto__',
  'constructor',
);
const anyQuestion: fc.Arbitrary<Question> = fc.record({
  action: anyAction,
  resource: fc.record({
    organizationId: maybe(word),
    ownerId: maybe(word),
    npi: maybe(word),
    type: maybe(word),
    anyPart: maybe(fc.boolean()),
  }),
  policy: fc.constant(policy),
  at: instant.map((at) => new Date(at)),
});

describe('every decision', () => {
  const holds = (law: (actor: Actor, grants: Grant[], question: Question) => void) =>
    fc.assert(fc.property(anyActor, fc.array(anyGrant, { maxLength: 4 }), anyQuestion, law), { numRuns: 3_000 });

  it('gives a reason, and the same one each time', () =>
    holds((actor, grants, question) => {
      const decision = decide(actor, grants, question);
      expect(decision.because.length).toBeGreaterThan(0);
      expect(decide(actor, grants, question)).toEqual(decision);
    }));

  it('stands when grants are added, and does not hang on their order', () =>
    holds((actor, grants, question) => {
      const { allowed } = decide(actor, grants, question);
      expect(decide(actor, [...grants].reverse(), question).allowed).toBe(allowed);
      if (allowed) expect(decide(actor, [...grants, aGrant({ level: 'none' })], question).allowed).toBe(true);
    }));

  it('gives the anonymous nothing', () =>
    holds((actor, grants, question) =>
      expect(decide({ ...actor, kind: 'anonymous' }, grants, question).allowed).toBe(false),
    ));

  it('lets no right of an organization out of it, nor past its time', () =>
    holds((actor, grants, question) => {
      if (scopeOf(question.action)?.kind !== 'organization' || !decide(actor, grants, question).allowed) return;
      const right = grants.filter(
        ({ memberId, organizationId, from, to, level }) =>
          memberId === actor.memberId &&
          organizationId === question.resource.organizationId &&
          organizationId === actor.organizationId &&
          (from === undefined || Date.parse(from) <= question.at.getTime()) &&
          (to === undefined || Date.parse(to) > question.at.getTime()) &&
          level === 'admin',
      );
      expect(actor.kind).toBe('user');
      expect(right.length).toBeGreaterThan(0);
    }));

  it('lets nobody but the named processes do what is theirs', () =>
    holds((actor, grants, question) => {
      const scope = scopeOf(question.action);
      if (scope?.kind !== 'process' || !decide(actor, grants, question).allowed) return;
      expect(actor.kind).toBe('system');
      expect(scope.processes).toContain(actor.process);
    }));
});
