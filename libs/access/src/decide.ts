import { type Actor, hasRole } from '@portico/kernel';
import type { Decision, Fact, Question } from './decision.js';
import { holds } from './member.js';
import type { Rights } from './rights.js';
import { type Scope, scopeOf } from './scope.js';

type PersonScope = Exclude<Scope, { kind: 'process' }>;

/**
 * Whether this actor may do this now, and why. Pure: the same question has the same answer. `rights` are what the
 * organization in view gave the actor; without them no action of an organization is allowed.
 */
export function decide(actor: Actor, rights: Rights | undefined, question: Question): Decision {
  const because: Fact[] = [];
  const allowed = isAllowed({ actor, rights, question, because });
  return { allowed, action: question.action, because };
}

interface Case {
  readonly actor: Actor;
  readonly rights?: Rights;
  readonly question: Question;
  /** Grows by each fact as it is found. */
  readonly because: Fact[];
}

function isAllowed(each: Case): boolean {
  const { actor, question, because } = each;
  const scope = scopeOf(question.action);
  if (scope === undefined) return found(because, { kind: 'action-unknown', source: 'actions' }, false);
  if (scope.kind === 'process') return asProcess(each, scope.processes);
  if (actor.kind !== 'user' || actor.userId === undefined)
    return found(because, { kind: 'not-signed-in', source: 'claim' }, false);
  because.push({ kind: 'signed-in', source: 'session', by: actor.userId, at: actor.authenticatedAt });
  return asPerson(each, scope);
}

function asProcess({ actor: { kind, process }, because }: Case, processes: readonly string[]): boolean {
  const isNamed = kind === 'system' && process !== undefined && processes.includes(process);
  return found(because, { kind: isNamed ? 'process' : 'other-process', source: 'claim', by: process }, isNamed);
}

function asPerson(each: Case, scope: PersonScope): boolean {
  const { actor, question, because } = each;
  switch (scope.kind) {
    case 'staff': {
      const isStaff = hasRole(actor, scope.role);
      return found(because, { kind: isStaff ? 'staff-role' : 'no-staff-role', source: 'session' }, isStaff);
    }
    case 'own': {
      const isOwn = question.resource.ownerId === undefined || question.resource.ownerId === actor.userId;
      return found(because, { kind: isOwn ? 'own' : 'not-own', source: 'session' }, isOwn);
    }
    case 'organization':
      return asMember(each) && holds({ ...each, rights: each.rights as Rights }, scope.part);
  }
}

/** A member of the organization in view, active, whose rights these are. */
function asMember({ actor, rights, question, because }: Case): boolean {
  const { organizationId } = question.resource;
  if (organizationId === undefined || actor.organizationId !== organizationId || actor.memberId === undefined)
    return found(because, { kind: 'organization-not-in-view', source: 'session' }, false);
  because.push({ kind: 'organization-in-view', source: 'session' });
  if (!rights?.areOf(actor)) return found(because, { kind: 'no-membership', source: 'membership' }, false);
  const idle = rights.whyIdleAt(question.at.getTime());
  return idle === undefined || found(because, idle, false);
}

function found(because: Fact[], fact: Fact, outcome: boolean): boolean {
  because.push(fact);
  return outcome;
}
