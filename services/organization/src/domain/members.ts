import type { SavedAggregate } from '@portico/kernel';
import type { Member } from './member.js';

/** The members of all organizations; for our own reactions, which act for nobody's eyes. */
export abstract class Members {
  abstract get(memberId: string): Promise<Member | undefined>;
  abstract save(member: Member): Promise<SavedAggregate>;
}
