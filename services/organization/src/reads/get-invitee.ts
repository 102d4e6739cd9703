import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetInvitee, type InviteeView, type OrganizationKind } from '@portico/contracts';
import { MongoMembers } from '../adapters/mongo.members.js';
import { notFound, type StoredMember } from './stored.js';

type Invited = StoredMember & { organizationName: string; kinds: OrganizationKind[] };

@QueryHandler(GetInvitee)
@Requires('system.identity')
export class GetInviteeHandler implements IQueryHandler<GetInvitee> {
  constructor(private readonly members: MongoMembers) {}

  async execute({ organizationId, memberId }: GetInvitee): Promise<InviteeView> {
    const found = (await this.members.document('_id', `${organizationId}|${memberId}`)) as Invited | undefined;
    if (!found?.email || !found.invitation) throw notFound();

    const { organizationName, program, kinds, orgRole, email, firstName, lastName, mobilePhone } =
      this.members.open(found);
    const { count, expiresAt } = found.invitation;
    const person = { email, firstName: firstName ?? '', lastName: lastName ?? '', mobilePhone };
    const place = { organizationId, memberId, organizationName, program, kinds, orgRole };
    const invited = found.status === 'invited';
    return { ...place, ...person, email: found.email, invited, count, expiresAt: expiresAt.toISOString() };
  }
}
