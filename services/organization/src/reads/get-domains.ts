import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type DomainListView, GetDomains } from '@portico/contracts';
import { Programs } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { inSight, notFound, type StoredOrganization, viewerOf } from './stored.js';

interface Users {
  /** A mail domain. */
  _id: string;
  count: number;
  /** 1 if the person who asks is one of them. */
  asks: number;
}

const projection = { program: 1, domains: 1, claimedBy: 1 };

@QueryHandler(GetDomains)
@Requires('organization.read')
export class GetDomainsHandler {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
    private readonly programs: Programs,
  ) {}

  async execute({ organizationId, actor }: GetDomains): Promise<DomainListView> {
    const userId = viewerOf(actor, organizationId);
    const users = await this.activeUsers(organizationId, userId);
    const filter = inSight(organizationId, { userId, isMember: users.some(({ asks }) => asks === 1) });
    const [found] = await this.organizations.read<StoredOrganization>(filter, projection);
    if (!found) throw notFound();

    const { publicMailDomains } = this.programs.get(found.program);
    const items = found.domains.map(({ domain }) => ({
      domain,
      activeUsers: countOf(domain, users, found),
      publicMail: publicMailDomains.includes(domain),
    }));
    return { items };
  }

  private activeUsers(organizationId: string, userId: string): Promise<Users[]> {
    const asks = { $max: { $cond: [{ $eq: ['$userId', userId] }, 1, 0] } };
    const byDomain = { $group: { _id: '$emailDomain', count: { $sum: 1 }, asks } };
    return this.members.collection
      .aggregate<Users>([{ $match: { organizationId, status: 'active' } }, byDomain])
      .toArray();
  }
}

/** While no member has a record yet, the one who claimed the organization is its only user. */
function countOf(domain: string, users: Users[], { claimedBy }: StoredOrganization): number {
  if (users.length === 0) return claimedBy?.emailDomain === domain ? 1 : 0;
  return users.find(({ _id }) => _id === domain)?.count ?? 0;
}
