import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ListUsers, type UserListView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { Places } from './places.js';
import { rowsOf } from './rows.js';
import { viewerOf } from './stored.js';
import { userFilter } from './user-filter.js';
import { type UserRow, userItem } from './user-view.js';

const fields = {
  ...{ memberId: 1, email: 1, firstName: 1, lastName: 1 },
  ...{ status: 1, orgRole: 1, lapsesAt: 1, invitation: 1 },
};
const filterFields = { words: 1 };

@QueryHandler(ListUsers)
@Requires('user.read')
export class ListUsersHandler implements IQueryHandler<ListUsers> {
  constructor(
    private readonly members: MongoMembers,
    private readonly places: Places,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, q, status, cursor, limit = 20, actor }: ListUsers): Promise<UserListView> {
    viewerOf(actor, organizationId);
    const at = this.clock.now();
    const page = { organizationId, memberId: actor.memberId, fields, filterFields, cursor, limit };
    const filter = userFilter({ q, status }, at);
    const { items, next, own } = await rowsOf<UserRow>(this.members.collection, { ...page, filter });
    const standing = await this.places.standingOf(actor, organizationId, own);
    this.gate.require(actor, standing, 'user.read');
    return { items: items.map((row) => userItem(row, at)), nextCursor: next };
  }
}
