import type { SavedAggregate } from '@portico/kernel';
import type { Member } from './member.js';

/** The members of all organizations; for our own reactions, which act for nobody's eyes. */
export abstract class Members {
  /** By the id of the document. */
  abstract get(id: string): Promise<Member | undefined>;
  abstract of(organizationId: string, memberId: string): Promise<Member | undefined>;
  /** The documents of one account, in whatever organization. */
  abstract idsOfUser(userId: string): Promise<string[]>;
  abstract save(member: Member): Promise<SavedAggregate>;
}
