/** What an organization gave one of its members, by whom and when. Dates are ISO 8601 instants. */
export interface Grant {
  id: string;
  organizationId: string;
  memberId: string;
  /** The level that the program's policy turns into actions. */
  level: string;
  npi: string;
  /** Correspondence type, or `all`. */
  type: string;
  /** In force from this instant, and until just before that one. */
  from?: string;
  to?: string;
  grantedBy: string;
  grantedAt: string;
}

/** Covers every NPI, or every correspondence type, also those added later (D-07). */
export const all = 'all';

/** Level → actions, as the program pack says (`Program.roles`). */
export type Policy = Readonly<Record<string, readonly string[]>>;

/** What an action is done to. A part left out means the whole organization: only a grant for `all` covers that. */
export interface Resource {
  organizationId?: string;
  /** User whose own it is. */
  ownerId?: string;
  npi?: string;
  type?: string;
  /** Holding the right for any NPI and any type is enough: what every member may see of an organization. */
  anyPart?: boolean;
}

export interface Question {
  action: string;
  resource: Resource;
  policy: Policy;
  at: Date;
}

export type FactKind =
  | 'action-unknown'
  | 'not-signed-in'
  | 'signed-in'
  | 'process'
  | 'other-process'
  | 'staff-role'
  | 'no-staff-role'
  | 'own'
  | 'not-own'
  | 'organization-in-view'
  | 'organization-not-in-view'
  | 'grant'
  | 'policy'
  | 'grant-not-yet'
  | 'grant-ended'
  | 'grant-elsewhere'
  | 'level-without-action'
  | 'no-grant';

/** One link of the chain that led to a decision. */
export interface Fact {
  kind: FactKind;
  /** Where it stands: `session`, `claim`, `policy:<level>`, `grant:<id>`, `actions`. */
  source: string;
  /** Who made it so: a user id, or the name of a process. */
  by?: string;
  /** Since when, ISO 8601. */
  at?: string;
}

/** Allowed or not, and the chain of facts that made it so, in the order in which they were found. */
export interface Decision {
  allowed: boolean;
  action: string;
  because: Fact[];
}
