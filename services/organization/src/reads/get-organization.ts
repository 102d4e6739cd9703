import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetOrganization, type OrganizationView } from '@portico/contracts';
import { Gate } from '@portico/program';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { Places } from './places.js';
import type { StoredOrganization } from './stored.js';

const fields = {
  ...{ kinds: 1, status: 1, taxIdType: 1, taxId: 1, payTo: 1 },
  ...{ contactEmail: 1, npis: 1, directoryVisible: 1, version: 1 },
};

@QueryHandler(GetOrganization)
@Requires('organization.read')
export class GetOrganizationHandler implements IQueryHandler<GetOrganization> {
  constructor(
    private readonly places: Places,
    private readonly organizations: MongoOrganizations,
    private readonly gate: Gate,
  ) {}

  async execute({ organizationId, actor }: GetOrganization): Promise<OrganizationView> {
    const { organization, standing } = await this.places.of(actor, organizationId, { fields });
    this.gate.require(actor, standing, 'organization.read');
    return view(this.organizations.open(organization));
  }
}

/** The last four digits are all that is ever shown (MC-REG-06). */
function view({ _id: id, version, taxId, ...shown }: StoredOrganization): OrganizationView {
  const { program, legalName, kinds, status, taxIdType, payTo, contactEmail, npis, directoryVisible = true } = shown;
  const masked = `*****${taxId.slice(-4)}`;
  const known = { id, program, legalName, kinds, status, taxIdType, taxId: masked, payTo, contactEmail };
  return { ...known, npis: npis.map(onFile), directoryVisible, version: String(version) };
}

const onFile = ({ npi, providerName, providerType, enrollmentType }: StoredOrganization['npis'][number]) => ({
  ...{ npi, providerName, providerType, enrollmentType },
});
