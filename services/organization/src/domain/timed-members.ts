import type { OrgRole } from '@portico/access';

/** A member of whom something is due. */
export interface DueMember {
  readonly organizationId: string;
  readonly memberId: string;
  readonly dueAt: Date;
}

/** What jobs and frequent facts ask about members before any of them is loaded. */
export abstract class TimedMembers {
  /** Those of whom something is to be told or done by now, what is due longest first. */
  abstract due(at: Date, atMost: number): Promise<DueMember[]>;
  /** The level of an active member whose sign-in at this time is worth keeping: the first of an hour is. */
  abstract levelAtSignIn(organizationId: string, memberId: string, at: Date): Promise<OrgRole | undefined>;
}
