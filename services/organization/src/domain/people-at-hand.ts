import type { Member } from './member.js';
import type { NpiGrant } from './member-state.js';
import type { Organization } from './organization.js';

/** Which members come along with an organization. */
export interface Wanted {
  /** Ids of members; a missing one is nobody's. */
  readonly members?: readonly (string | undefined)[];
  /** Of a mail address: the member who has it comes along. */
  readonly emailPrint?: string;
  /** The active NPI Admins of these NPIs, or of any, come along. */
  readonly adminsOf?: readonly string[] | 'all';
}

/** An active member who is NPI Admin of some of the NPIs asked for, with those of their grants. */
export interface NpiAdmin {
  readonly memberId: string;
  readonly lapsesAt?: Date;
  readonly npis: readonly NpiGrant[];
}

/** An organization with some of its members. */
export interface AtHand {
  readonly organization: Organization;
  member(memberId: string | undefined): Member | undefined;
  withEmail(emailPrint: string): Member | undefined;
  readonly npiAdmins: readonly NpiAdmin[];
  /** Whether it carried out the command at hand before. */
  isRepeat(aggregate: Organization | Member): boolean;
}

/** Loads an organization together with members of it, by one command to the database. */
export abstract class PeopleAtHand {
  abstract of(organizationId: string, wanted: Wanted): Promise<AtHand | undefined>;
  /** Active NPI Admins of these NPIs, by a command of its own. */
  abstract adminsOf(organizationId: string, npis: readonly string[]): Promise<readonly NpiAdmin[]>;
}
