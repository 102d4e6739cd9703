import fc from 'fast-check';
import type { Actor, ActorKind } from '@portico/kernel';
import { decide } from './decide.js';
import type { Question } from './decision.js';
import { correspondenceActions, memberActions, npiActions } from './member-actions.js';
import { Rights } from './rights.js';
import { actions, scopeOf } from './scope.js';
import type { NpiGrant, NpiLevel, Standing, TypeGrant } from './standing.js';
import { aPolicy } from './testing.js';

const word = fc.constantFrom('o1', 'o2', 'm1', 'm2', 'u1', 'u2', 'ops', '');
const npi = fc.constantFrom('1234567893', '1558598797', '__proto__', '');
const type = fc.constantFrom('tax-documents', 'letters', 'constructor');
const instant = fc
  .date({ min: new Date('2026-11-20'), max: new Date('2026-11-25'), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const levels = ['admin', 'processor', 'none', 'constructor', '__proto__'] as const;
const level = fc.constantFrom(...levels) as fc.Arbitrary<NpiLevel>;
const npiGrant: fc.Arbitrary<NpiGrant> = fc.record({
  npi,
  level,
  from: maybe(instant),
  to: maybe(instant),
  by: word,
  at: instant,
});
const typeGrant: fc.Arbitrary<TypeGrant> = fc.record({
  npi,
  types: fc.uniqueArray(type, { maxLength: 2 }),
  by: word,
  at: instant,
});
const standing: fc.Arbitrary<Standing> = fc.record({
  organizationId: fc.constantFrom('o1', 'o1', 'o2'),
  memberId: fc.constantFrom('m1', 'm1', 'm2'),
  userId: fc.constantFrom('u1', 'u1', 'u2', undefined),
  program: fc.constant('test-plan'),
  status: fc.constantFrom('active', 'active', 'active', 'invited', 'deactivated'),
  orgRole: level,
  by: word,
  at: instant,
  lapsesAt: maybe(instant),
  npis: fc.array(npiGrant, { maxLength: 4 }),
  types: fc.array(typeGrant, { maxLength: 3 }),
  version: fc.nat(),
});
const actor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom<ActorKind>('user', 'user', 'user', 'anonymous', 'system'),
  process: maybe(fc.constantFrom('identity', 'gateway', 'mallory')),
  userId: fc.constantFrom('u1', 'u1', 'u2', undefined),
  roles: maybe(fc.array(word, { maxLength: 2 })),
  organizationId: fc.constantFrom('o1', 'o1', 'o2', undefined),
  memberId: fc.constantFrom('m1', 'm1', 'm2', undefined),
});
const action = fc.constantFrom(...actions, 'system.identity', 'system.gateway|operator', 'world.rule', '__proto__');
const question: fc.Arbitrary<Question> = fc.record({
  action,
  resource: fc.record({
    organizationId: fc.constantFrom('o1', 'o1', 'o2', undefined),
    ownerId: maybe(word),
    npi: maybe(npi),
    type: maybe(type),
    anyPart: maybe(fc.boolean()),
  }),
  policy: fc.constant(aPolicy),
  at: instant.map((at) => new Date(at)),
});

interface Asked {
  actor: Actor;
  standing: Standing;
  question: Question;
}

const answer = ({ actor, standing, question }: Asked) => decide(actor, Rights.of(standing), question);
const holds = (law: (asked: Asked) => void, numRuns = 10_000) =>
  fc.assert(fc.property(fc.record({ actor, standing, question }), law), { numRuns });
const isMembers = (name: string) => scopeOf(name)?.kind === 'organization';
const within = (at: Date, { from, to }: NpiGrant) =>
  (from === undefined || Date.parse(from) <= at.getTime()) && (to === undefined || at.getTime() < Date.parse(to));

describe('every decision', () => {
  it('gives a reason, and the same one each time; a yes ends with what the policy says', () =>
    holds((asked) => {
      const decision = answer(asked);
      expect(decision.because.length).toBeGreaterThan(0);
      expect(answer(asked)).toEqual(decision);
      const isMemberYes = decision.allowed && isMembers(asked.question.action);
      expect(decision.because.at(-1)?.kind === 'policy').toBe(isMemberYes);
    }));

  it('stands when more is given, and does not hang on the order', () =>
    holds(({ actor, standing, question }) => {
      const turned = { ...standing, npis: [...standing.npis].reverse(), types: [...standing.types].reverse() };
      const more = {
        ...standing,
        npis: [...standing.npis, { npi: '1234567893', level: 'none', by: '', at: '' }],
      } as const;
      const { allowed } = answer({ actor, standing, question });
      expect(answer({ actor, standing: turned, question }).allowed).toBe(allowed);
      if (allowed) expect(answer({ actor, standing: more, question }).allowed).toBe(true);
    }));

  it('gives nothing to the anonymous, nothing of the organization to a process or without a standing', () =>
    holds(({ actor, standing, question }) => {
      expect(answer({ actor: { ...actor, kind: 'anonymous' }, standing, question }).allowed).toBe(false);
      if (!isMembers(question.action)) return;
      expect(answer({ actor: { ...actor, kind: 'system' }, standing, question }).allowed).toBe(false);
      expect(decide(actor, undefined, question).allowed).toBe(false);
    }));

  it('lets no right out of its organization, its member, its person and its time', () =>
    holds((asked) => {
      if (!isMembers(asked.question.action) || !answer(asked).allowed) return;
      const { actor, standing, question } = asked;
      expect([actor.organizationId, question.resource.organizationId]).toEqual(Array(2).fill(standing.organizationId));
      expect(actor.memberId).toBe(standing.memberId);
      expect([undefined, actor.userId]).toContain(standing.userId);
      expect(standing.status).toBe('active');
      expect(standing.lapsesAt === undefined || question.at.getTime() < Date.parse(standing.lapsesAt)).toBe(true);
    }));

  it('gives what is across the organization by that level alone', () =>
    holds(({ actor, standing, question }) => {
      if (scopeOf(question.action)?.kind !== 'organization') return;
      const bare = { ...standing, npis: [], types: [] };
      const all = {
        ...standing,
        orgRole: 'none',
        npis: [{ npi: '1234567893', level: 'admin', by: '', at: '' }],
      } as const;
      const isWide = ![...npiActions, ...correspondenceActions].includes(question.action as never);
      const { allowed } = answer({ actor, standing, question });
      if (isWide) expect(answer({ actor, standing: bare, question }).allowed).toBe(allowed);
      if (isWide && allowed && question.action !== 'notification.read')
        expect(answer({ actor, standing: all, question }).allowed).toBe(false);
    }));

  it('gives an NPI by its level in force, correspondence by level and type, unless to an Org Admin', () =>
    holds((asked) => {
      const { standing, question } = asked;
      const { npi: named, type: kind } = question.resource;
      if (named === undefined || standing.orgRole === 'admin' || !answer(asked).allowed) return;
      const givesLevel = (grant: NpiGrant) =>
        grant.npi === named && within(question.at, grant) && aPolicy.npi[grant.level].includes(question.action);
      const part = [...npiActions, ...correspondenceActions].includes(question.action as never);
      if (part) expect(standing.npis.some(givesLevel)).toBe(true);
      if (!correspondenceActions.includes(question.action as never) || kind === undefined) return;
      expect(standing.types.some((grant) => grant.npi === named && grant.types.includes(kind))).toBe(true);
    }));

  it('gives an active Org Admin every action on every part', () =>
    holds(({ question }) => {
      const admin = { kind: 'user', userId: 'u', organizationId: 'o', memberId: 'm' } as const;
      const surroundings = { program: 'p', status: 'active', orgRole: 'admin', by: 'b', at: 'a' } as const;
      const standing = { ...surroundings, ...admin, npis: [], types: [], version: 1 };
      const asked = { ...question, resource: { ...question.resource, organizationId: 'o' } };
      for (const each of memberActions)
        expect(answer({ actor: admin, standing, question: { ...asked, action: each } }).allowed).toBe(true);
    }, 500));

  it('lets nobody but the named processes do what is theirs', () =>
    holds((asked) => {
      const scope = scopeOf(asked.question.action);
      if (scope?.kind !== 'process' || !answer(asked).allowed) return;
      expect(asked.actor.kind).toBe('system');
      expect(scope.processes).toContain(asked.actor.process);
    }));
});
