import type { SavedAggregate } from '@portico/kernel';
import type { AccessRequest } from './access-request.js';

/** Requests for access; each is found only in the organization that it was made to. */
export abstract class AccessRequests {
  abstract of(organizationId: string, requestId: string): Promise<AccessRequest | undefined>;
  abstract save(request: AccessRequest): Promise<SavedAggregate>;
}
