import { type Part, partsOfActions } from './member-actions.js';

/** Whose right an action is. */
export type Scope =
  /** Staff with this role. */
  | { kind: 'staff'; role: string }
  /** Whoever is signed in, on what is their own. */
  | { kind: 'own' }
  /** Members of the organization in view; which of them, the program's policy and what they were given say. */
  | { kind: 'organization'; part: Part }
  /** One of our own processes, acting for itself. */
  | { kind: 'process'; processes: readonly string[] };

const staff: Readonly<Record<string, string>> = {
  'registration-token.issue': 'ops',
  'registration-token.read': 'ops',
  'registration-token.reissue': 'ops',
  'npi.attach': 'ops',
  'npi.detach': 'ops',
};

const own: readonly string[] = [
  'session.own',
  'profile.own',
  'profile.change',
  'phone.change',
  'password.change',
  'membership.own',
  'invitation.own',
  'access-request.make',
];

const processes: readonly string[] = ['gateway', 'identity', 'organization', 'pin', 'operator'];

const fixed: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ...Object.entries(staff).map(([action, role]) => [action, { kind: 'staff', role }] as const),
  ...own.map((action) => [action, { kind: 'own' }] as const),
  ...[...partsOfActions].map(([action, part]) => [action, { kind: 'organization', part }] as const),
]);

function processScope(names: string): Scope | undefined {
  const named = names.split('|');
  return named.every((name) => processes.includes(name)) ? { kind: 'process', processes: named } : undefined;
}

/**
 * The scope of an action, by its name: `registration-token.issue` is staff's, `session.own` anyone's who is signed in,
 * `organization.read` its members', `system.identity|operator` that of these processes. An unknown name has none.
 */
export function scopeOf(action: string): Scope | undefined {
  return fixed.get(action) ?? (action.startsWith('system.') ? processScope(action.slice('system.'.length)) : undefined);
}

/** Every action with a fixed name, for matrices and laws. */
export const actions: readonly string[] = [...fixed.keys()];
