import type { NpiLevel, OrgRole } from './standing.js';

/** Level → actions, as the program pack says; `policyOf(program)` in `@portico/program` gives it. */
export interface Policy {
  readonly organization: Readonly<Record<OrgRole, readonly string[]>>;
  readonly npi: Readonly<Record<NpiLevel, readonly string[]>>;
}

/** What an action is done to. An NPI action asks for `npi`, one on correspondence for `npi` and `type`. */
export interface Resource {
  readonly organizationId?: string;
  /** User whose own it is. */
  readonly ownerId?: string;
  readonly npi?: string;
  readonly type?: string;
  /** Holding the right for any NPI and any type is enough, of those that are not named. */
  readonly anyPart?: boolean;
}

export interface Question {
  readonly action: string;
  readonly resource: Resource;
  readonly policy: Policy;
  readonly at: Date;
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
  | 'no-membership'
  | 'member-inactive'
  | 'member-lapsed'
  | 'organization-level'
  | 'organization-level-without-action'
  | 'npi-not-named'
  | 'npi-not-assigned'
  | 'no-npi-suffices'
  | 'npi-level'
  | 'npi-level-without-action'
  | 'npi-level-not-yet'
  | 'npi-level-ended'
  | 'type-not-named'
  | 'type-granted'
  | 'type-not-granted'
  | 'policy'
  | 'refused';

/** One link of the chain that led to a decision. */
export interface Fact {
  readonly kind: FactKind;
  /** Where it stands: `session`, `claim`, `actions`, `membership`, `organization-permission`, `npi-permissions`,
   * `correspondence-permissions`, `policy:organization.<level>`, `policy:npi.<level>`; `rules` of a refusal by a
   * rule of its own, whose code `about` says. */
  readonly source: string;
  /** What it is about, in words: `admin`, `1234567893 processor`, `1234567893 tax-documents`, `deactivated`. */
  readonly about?: string;
  /** Who made it so: a user id, or the name of a process. */
  readonly by?: string;
  /** Since when it is so, ISO 8601; of a limit, the limit. */
  readonly at?: string;
}

/** Allowed or not, and the chain of facts that made it so, in the order in which they were found. */
export interface Decision {
  readonly allowed: boolean;
  readonly action: string;
  readonly because: readonly Fact[];
}
