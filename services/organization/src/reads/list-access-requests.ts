import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AccessRequestListView, type AccessRequestView, ListAccessRequests } from '@portico/contracts';
import { Gate } from '@portico/program';
import { MongoAccessRequests } from '../adapters/mongo.access-requests.js';
import { Places } from './places.js';
import { rowsOf } from './rows.js';
import { viewerOf } from './stored.js';

interface StoredRequest {
  version: number;
  requestId: string;
  organizationId: string;
  status: AccessRequestView['status'];
  askedAt: Date;
  asking: { email: string; firstName?: string; lastName?: string };
  reason?: string;
  ruling?: { memberId?: string; reason?: string };
}

const fields = {
  ...{ version: 1, requestId: 1, organizationId: 1, status: 1 },
  ...{ askedAt: 1, asking: 1, reason: 1, ruling: 1 },
};

@QueryHandler(ListAccessRequests)
@Requires('user.manage')
export class ListAccessRequestsHandler implements IQueryHandler<ListAccessRequests> {
  constructor(
    private readonly requests: MongoAccessRequests,
    private readonly places: Places,
    private readonly gate: Gate,
  ) {}

  async execute(asked: ListAccessRequests): Promise<AccessRequestListView> {
    const { organizationId, status, cursor, limit = 20, actor } = asked;
    viewerOf(actor, organizationId);
    const match = { status };
    const filter = status && { match, ways: [{ match, index: 'access-requests-status' }] };
    const page = { organizationId, memberId: actor.memberId, fields, filter, cursor, limit };
    const { items, next, own } = await rowsOf<StoredRequest>(this.requests.collection, page);
    const standing = await this.places.standingOf(actor, organizationId, own);
    this.gate.require(actor, standing, 'user.manage');
    return { items: items.map(view), nextCursor: next };
  }
}

function view({ requestId: id, askedAt, asking, ruling, version, ...shown }: StoredRequest): AccessRequestView {
  const { organizationId, status, reason } = shown;
  const { email, firstName, lastName } = asking;
  return {
    ...{ id, organizationId, status, reason, email, firstName, lastName },
    askedAt: askedAt.toISOString(),
    refusal: ruling?.reason,
    userId: ruling?.memberId,
    version: String(version),
  };
}
