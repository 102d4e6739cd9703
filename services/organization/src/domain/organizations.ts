import type { SavedAggregate } from '@portico/kernel';
import type { Addition, Organization } from './organization.js';

/** All organizations; only messages of our own processes come here, what people see is read in `reads`. */
export abstract class Organizations {
  abstract get(organizationId: string): Promise<Organization | undefined>;
  /**
   * Takes somebody in by one guarded write, where there is nothing else to decide: an Org Admin who joined adds a person
   * who never was a member, with an address of an allowed domain. Answers the organization without its people; nothing
   * when any of it is not so, and then nothing was done.
   */
  abstract add(addition: Addition): Promise<Organization | undefined>;
  /** Whether the member has a place there, without loading everybody's. */
  abstract seats(organizationId: string, memberId: string): Promise<boolean>;
  abstract save(organization: Organization): Promise<SavedAggregate>;
}
