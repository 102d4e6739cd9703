import { type Actor, hasRole } from '@portico/kernel';
import { all, type Decision, type Fact, type FactKind, type Grant, type Question, type Resource } from './grant.js';
import { type Scope, scopeOf } from './scope.js';

/** What one step found out: go on with its facts, or stop there. */
interface Finding {
  allowed: boolean;
  because: Fact[];
}

const yes = (...because: Fact[]): Finding => ({ allowed: true, because });
const no = (...because: Fact[]): Finding => ({ allowed: false, because });

/** Whether this actor may do this now, and why. Pure: the same question has the same answer. */
export function decide(actor: Actor, grants: readonly Grant[], question: Question): Decision {
  const scope = scopeOf(question.action);
  const found = scope ? judge(scope, actor, { grants, question }) : no({ kind: 'action-unknown', source: 'actions' });
  return { action: question.action, ...found };
}

interface Case {
  grants: readonly Grant[];
  question: Question;
}

function judge(scope: Scope, actor: Actor, { grants, question }: Case): Finding {
  if (scope.kind === 'process') return asProcess(actor, scope.processes);
  if (actor.kind !== 'user' || actor.userId === undefined) return no({ kind: 'not-signed-in', source: 'claim' });
  const signedIn: Fact = { kind: 'signed-in', source: 'session', by: actor.userId, at: actor.authenticatedAt };
  const further = asPerson(scope, actor, { grants, question });
  return { allowed: further.allowed, because: [signedIn, ...further.because] };
}

function asProcess({ kind, process }: Actor, processes: readonly string[]): Finding {
  const isNamed = kind === 'system' && process !== undefined && processes.includes(process);
  return isNamed
    ? yes({ kind: 'process', source: 'claim', by: process })
    : no({ kind: 'other-process', source: 'claim', by: process });
}

function asPerson(scope: Exclude<Scope, { kind: 'process' }>, actor: Actor, { grants, question }: Case): Finding {
  switch (scope.kind) {
    case 'staff':
      return hasRole(actor, scope.role)
        ? yes({ kind: 'staff-role', source: 'session' })
        : no({ kind: 'no-staff-role', source: 'session' });
    case 'own':
      return asOwner(actor, question.resource);
    case 'organization':
      return asMember(actor, grants, question);
  }
}

function asOwner(actor: Actor, { ownerId }: Resource): Finding {
  const isOwn = ownerId === undefined || ownerId === actor.userId;
  return isOwn ? yes({ kind: 'own', source: 'session' }) : no({ kind: 'not-own', source: 'session' });
}

function asMember(actor: Actor, grants: readonly Grant[], question: Question): Finding {
  const { organizationId } = question.resource;
  const isInView = organizationId !== undefined && actor.organizationId === organizationId;
  if (!isInView || actor.memberId === undefined) return no({ kind: 'organization-not-in-view', source: 'session' });
  const inView: Fact = { kind: 'organization-in-view', source: 'session' };
  const held = grants.filter((grant) => grant.memberId === actor.memberId && grant.organizationId === organizationId);
  const misses = held.map((grant) => whyNot(grant, question));
  const granting = held.find((_, at) => misses[at] === undefined);
  if (granting) return yes(inView, fact('grant', granting), { kind: 'policy', source: `policy:${granting.level}` });
  const reasons = held.map((grant, at) => fact(misses[at] ?? 'no-grant', grant));
  return no(inView, ...(reasons.length > 0 ? reasons : [{ kind: 'no-grant', source: 'grants' } as const]));
}

const fact = (kind: FactKind, grant: Grant): Fact => ({
  kind,
  source: `grant:${grant.id}`,
  by: grant.grantedBy,
  at: grant.grantedAt,
});

/** Why a grant does not give the right; nothing when it does. */
function whyNot(grant: Grant, { action, resource, policy, at }: Question): FactKind | undefined {
  if (!Object.hasOwn(policy, grant.level) || !policy[grant.level]?.includes(action)) return 'level-without-action';
  if (!covers(grant, resource)) return 'grant-elsewhere';
  if (grant.from !== undefined && at.getTime() < Date.parse(grant.from)) return 'grant-not-yet';
  if (grant.to !== undefined && !(at.getTime() < Date.parse(grant.to))) return 'grant-ended';
  return undefined;
}

/** A limit that cannot be read limits to nothing: a comparison with it is false. */
function covers(grant: Grant, { npi, type, anyPart }: Resource): boolean {
  if (anyPart) return true;
  return (grant.npi === all || grant.npi === npi) && (grant.type === all || grant.type === type);
}
