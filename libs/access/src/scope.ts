/** Whose right an action is. */
export type Scope =
  /** Staff with this role. */
  | { kind: 'staff'; role: string }
  /** Whoever is signed in, on what is their own. */
  | { kind: 'own' }
  /** Members of the organization in view; which of them, the program's policy and their grants say. */
  | { kind: 'organization' }
  /** One of our own processes, acting for itself. */
  | { kind: 'process'; processes: readonly string[] };

const staff: Readonly<Record<string, string>> = {
  'registration-token.issue': 'ops',
  'registration-token.read': 'ops',
  'registration-token.reissue': 'ops',
};

const own: readonly string[] = ['session.own', 'profile.own', 'profile.change', 'membership.own'];

const organization: readonly string[] = ['organization.read'];

const processes: readonly string[] = ['gateway', 'identity', 'organization', 'operator'];

function processScope(names: string): Scope | undefined {
  const named = names.split('|');
  return named.every((name) => processes.includes(name)) ? { kind: 'process', processes: named } : undefined;
}

/**
 * The scope of an action, by its name: `registration-token.issue` is staff's, `session.own` anyone's who is signed in,
 * `organization.read` its members', `system.identity|operator` that of these processes. An unknown name has none.
 */
export function scopeOf(action: string): Scope | undefined {
  const role = Object.hasOwn(staff, action) ? staff[action] : undefined;
  if (role !== undefined) return { kind: 'staff', role };
  if (own.includes(action)) return { kind: 'own' };
  if (organization.includes(action)) return { kind: 'organization' };
  return action.startsWith('system.') ? processScope(action.slice('system.'.length)) : undefined;
}

/** Every action with a fixed name, for matrices and laws. */
export const actions: readonly string[] = [...Object.keys(staff), ...own, ...organization];
