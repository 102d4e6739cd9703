import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetOrganization, type OrganizationView } from '@portico/contracts';
import { MongoMembers } from '../adapters/mongo.members.js';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { inSight, notFound, type StoredOrganization, viewerOf } from './stored.js';

const projection = { outbox: 0, handled: 0, taxIdPrint: 0, admins: 0, claimedBy: 0, domains: 0 };

@QueryHandler(GetOrganization)
@Requires('organization.read')
export class GetOrganizationHandler {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
  ) {}

  async execute({ organizationId, actor }: GetOrganization): Promise<OrganizationView> {
    const userId = viewerOf(actor, organizationId);
    const member = await this.members.read({ organizationId, userId, status: 'active' }, { _id: 1 });
    const filter = inSight(organizationId, { userId, isMember: member.length > 0 });
    const [found] = await this.organizations.read<StoredOrganization>(filter, projection);
    if (!found) throw notFound();
    return view(this.organizations.open(found));
  }
}

/** The last four digits are all that is ever shown (MC-REG-06). */
function view({ _id: id, version, taxId, ...shown }: StoredOrganization): OrganizationView {
  const { program, legalName, kinds, status, taxIdType, payTo, contactEmail, npis } = shown;
  const masked = `*****${taxId.slice(-4)}`;
  return {
    id,
    program,
    legalName,
    kinds,
    status,
    taxIdType,
    taxId: masked,
    payTo,
    contactEmail,
    npis,
    version: String(version),
  };
}
