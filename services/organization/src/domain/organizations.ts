import type { SavedAggregate } from '@portico/kernel';
import type { Organization } from './organization.js';

/** All organizations; only messages of our own processes come here, what people see is read in `reads`. */
export abstract class Organizations {
  abstract get(organizationId: string): Promise<Organization | undefined>;
  abstract save(organization: Organization): Promise<SavedAggregate>;
}
