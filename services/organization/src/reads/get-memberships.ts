import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { GetMemberships, type MembershipDetailView, type MembershipListView } from '@portico/contracts';
import { Programs } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { personOf, type StoredMember, type StoredOrganization } from './stored.js';

const projection = { program: 1, legalName: 1, kinds: 1, 'npis.npi': 1, admins: 1 };

@QueryHandler(GetMemberships)
@Requires('membership.own')
export class GetMembershipsHandler {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
    private readonly programs: Programs,
  ) {}

  async execute({ actor }: GetMemberships): Promise<MembershipListView> {
    const userId = personOf(actor);
    const members = await this.members.read<StoredMember>(
      { userId, status: 'active' },
      { organizationId: 1, orgRole: 1 },
    );
    const memberOf = members.map(({ organizationId }) => organizationId);
    const own = { status: 'active', $or: [{ 'admins.userId': userId }, { _id: { $in: memberOf } }] };
    const organizations = await this.organizations.read<StoredOrganization>(own, projection);
    const items = organizations.map((organization) => this.view(organization, { userId, members }));
    return { items: items.sort((one, other) => one.name.localeCompare(other.name)) };
  }

  private view(
    organization: StoredOrganization,
    person: { userId: string; members: StoredMember[] },
  ): MembershipDetailView {
    const { _id: organizationId, legalName: name, program, kinds, admins, npis } = organization;
    const common = { organizationId, name, program, kinds, status: 'active' as const };
    const admin = admins.find(({ userId }) => userId === person.userId);
    if (admin) return { ...common, ...this.asAdmin(program, npis), memberId: admin.memberId };

    const member = person.members.find((each) => each.organizationId === organizationId);
    const { _id: memberId = '', orgRole = 'none' } = member ?? {};
    return { ...common, memberId, orgRole, npiPermissions: [], correspondenceTypes: [] };
  }

  /** An Org Admin holds every NPI and every type, also those added later: nothing is stored for each (MC-REG-13, D-07). */
  private asAdmin(program: string, npis: { npi: string }[]) {
    return {
      orgRole: 'admin' as const,
      npiPermissions: npis.map(({ npi }) => ({ npi, level: 'admin' as const })),
      correspondenceTypes: this.programs.get(program).correspondenceTypes.map(({ id }) => id),
    };
  }
}
