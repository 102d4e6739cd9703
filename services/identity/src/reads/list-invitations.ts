import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type InvitationListView, type InvitationView, ListInvitations } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { MongoInvitations } from '../adapters/mongo.invitations.js';
import { MongoUsers } from '../adapters/mongo.users.js';
import { accountUnknown } from './get-me.js';

const projection = { organizationId: 1, organizationName: 1, program: 1, status: 1, expiresAt: 1 };

interface StoredInvitation extends Omit<InvitationView, 'id' | 'expiresAt'> {
  _id: string;
  expiresAt: Date;
}

/** What waits for the person's own address and can be accepted now (D-11); a person has few, the soonest to end comes first. */
@QueryHandler(ListInvitations)
@Requires('membership.own')
export class ListInvitationsHandler {
  constructor(
    private readonly users: MongoUsers,
    private readonly invitations: MongoInvitations,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: ListInvitations): Promise<InvitationListView> {
    const [owner] = await this.users.read<{ _id: string; email: string }>({ _id: actor.userId ?? '' }, { email: 1 });
    if (!owner) throw accountUnknown();
    const open = { $in: ['issued', 'begun'] };
    const filter = { email: owner.email, status: open, expiresAt: { $gt: this.clock.now() } };
    const found = await this.invitations.read<StoredInvitation>(filter, projection);
    const ordered = found.sort((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime());
    return { items: ordered.slice(0, 200).map(itemView) };
  }
}

const itemView = ({ _id, expiresAt, ...invitation }: StoredInvitation): InvitationView => ({
  id: _id,
  ...invitation,
  expiresAt: expiresAt.toISOString(),
});
