import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetMember, type MemberView } from '@portico/contracts';
import { MongoMembers } from '../adapters/mongo.members.js';
import { notFound, type StoredMember } from './stored.js';

type Found = StoredMember & { organizationName: string; idleSince: Date };

const names = { organizationName: 1, program: 1, userId: 1, email: 1, firstName: 1, lastName: 1 };
const projection = { ...names, status: 1, orgRole: 1, npis: 1, lapsesAt: 1, idleSince: 1 };

@QueryHandler(GetMember)
@Requires('system.identity')
export class GetMemberHandler implements IQueryHandler<GetMember> {
  constructor(private readonly members: MongoMembers) {}

  async execute({ organizationId, memberId }: GetMember): Promise<MemberView> {
    const [found] = await this.members.read<Found>({ _id: `${organizationId}|${memberId}` }, projection);
    if (!found) throw notFound();

    const { organizationName, program, userId, email, firstName, lastName, status, orgRole } = found;
    const named = {
      organizationId,
      memberId,
      accountId: userId,
      organizationName,
      program,
      email,
      firstName,
      lastName,
    };
    const times = { lapsesAt: found.lapsesAt?.toISOString(), idleSince: found.idleSince.toISOString() };
    return { ...named, status, orgRole, ...times, npis: found.npis };
  }
}
