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
  /** Whether a sign-in at this time is worth keeping: the first of an hour is. */
  abstract wouldKeepSignIn(organizationId: string, memberId: string, at: Date): Promise<boolean>;
}
