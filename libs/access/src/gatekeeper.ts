import { type Actor, hasRole, refusal } from '@portico/kernel';
import { type Scope, scopeOf } from './scope.js';

export const notSignedIn = refusal('unauthenticated', 'not-signed-in', 'Please sign in first.');
export const noOrganizationInView = refusal('forbidden', 'no-organization', 'Please choose an organization first.');
export const notAllowed = refusal('forbidden', 'not-allowed', 'You are not allowed to do this.');

/** Stands before every handler that `@Requires` an action. */
export abstract class Gatekeeper {
  /** Whether it can judge this action at all; a handler that names another one stops the boot. */
  abstract knows(action: string): boolean;
  /** Throws the refusal when the actor is not admitted to the action. */
  abstract admit(actor: Actor, action: string, message: object): Promise<void>;
}

/**
 * Admits by what the claim alone says: process, staff role, signed in, an organization in view. What a member may do
 * inside the organization is decided by the use case with `decide`; what they may not see, the read does not find.
 */
export class ClaimGatekeeper extends Gatekeeper {
  knows(action: string): boolean {
    return scopeOf(action) !== undefined;
  }

  async admit(actor: Actor, action: string): Promise<void> {
    const scope = scopeOf(action);
    if (!scope) throw notAllowed();
    if (scope.kind === 'process') return admitProcess(actor, scope.processes);
    if (actor.kind !== 'user' || actor.userId === undefined) throw notSignedIn();
    admitPerson(actor, scope);
  }
}

function admitProcess({ kind, process }: Actor, processes: readonly string[]): void {
  if (kind !== 'system' || process === undefined || !processes.includes(process)) throw notAllowed();
}

function admitPerson(actor: Actor, scope: Exclude<Scope, { kind: 'process' }>): void {
  if (scope.kind === 'staff' && !hasRole(actor, scope.role)) throw notAllowed();
  if (scope.kind !== 'organization') return;
  if (actor.organizationId === undefined || actor.memberId === undefined) throw noOrganizationInView();
}
