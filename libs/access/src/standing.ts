/** Across the organization; `admin` is the Org Admin, who holds all NPIs and all types (D-07). */
export type OrgRole = 'admin' | 'processor' | 'none';

/** For one NPI (MC-PRM-01). */
export type NpiLevel = 'admin' | 'processor' | 'none';

/** A level for one NPI, in force from one instant until just before another. Dates are ISO 8601 instants. */
export interface NpiGrant {
  readonly npi: string;
  readonly level: NpiLevel;
  readonly from?: string;
  readonly to?: string;
  /** Who gave it, and when. */
  readonly by: string;
  readonly at: string;
}

/** Correspondence types granted for one NPI. */
export interface TypeGrant {
  readonly npi: string;
  readonly types: readonly string[];
  readonly by: string;
  readonly at: string;
}

/** What one organization gave one member: the shape of `MemberStandingChanged` without its surroundings. */
export interface Standing {
  readonly organizationId: string;
  readonly memberId: string;
  readonly userId?: string;
  readonly program: string;
  readonly status: 'invited' | 'active' | 'deactivated';
  readonly orgRole: OrgRole;
  /** Who gave the organization's level, and when. */
  readonly by: string;
  readonly at: string;
  /** Without a change before it, everything ends then by itself. */
  readonly lapsesAt?: string;
  readonly npis: readonly NpiGrant[];
  readonly types: readonly TypeGrant[];
  readonly version: number;
}
