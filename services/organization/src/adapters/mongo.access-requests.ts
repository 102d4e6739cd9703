import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import type { AccessRequestEvent } from '../domain/access-request.events.js';
import { AccessRequest, type AccessRequestState } from '../domain/access-request.js';
import type { AccessRequests } from '../domain/access-requests.js';
import { publishRequest } from './publish-access.js';

export const accessRequestStore: StoreSpec<AccessRequest, AccessRequestState, AccessRequestEvent> = {
  collection: 'access-requests',
  restore: (state, version) => new AccessRequest(state, version),
  publish: publishRequest,
  indexes: [{ name: 'access-requests-status', key: { organizationId: 1, status: 1 } }],
};

@Injectable()
export class MongoAccessRequests
  extends AggregateStore<AccessRequest, AccessRequestState, AccessRequestEvent>
  implements AccessRequests
{
  constructor(mongo: Mongo) {
    super(mongo, accessRequestStore);
  }

  of(organizationId: string, requestId: string): Promise<AccessRequest | undefined> {
    return this.get(`${organizationId}|${requestId}`);
  }
}
