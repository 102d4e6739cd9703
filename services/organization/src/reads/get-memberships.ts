import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires, type Standing } from '@portico/access';
import { GetMemberships, type MembershipDetailView, type MembershipListView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate, Programs } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { Effective } from './effective.js';
import {
  founderOf,
  onHeld,
  personOf,
  standingOf,
  statusOf,
  type StoredMember,
  type StoredOrganization,
} from './stored.js';

const ofMember = { outbox: 0, handled: 0, told: 0, words: 0, mobilePhone: 0, businessPhone: 0 };
const ofOrganization = { program: 1, legalName: 1, kinds: 1, npis: 1, admins: 1, claimedBy: 1 };

@QueryHandler(GetMemberships)
@Requires('membership.own')
export class GetMembershipsHandler implements IQueryHandler<GetMemberships> {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
    private readonly gate: Gate,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: GetMemberships): Promise<MembershipListView> {
    const userId = personOf(actor);
    const members = await this.members.read<StoredMember>({ userId }, ofMember);
    const memberOf = members.map(({ organizationId }) => organizationId);
    const own = { status: 'active', $or: [{ 'admins.userId': userId }, { _id: { $in: memberOf } }] };
    const organizations = await this.organizations.read<StoredOrganization>(own, ofOrganization);
    const items = organizations.flatMap((organization) => {
      const member = members.find(({ organizationId }) => organizationId === organization._id);
      const standing = member ? standingOf(member) : founderOf(organization, userId);
      return standing ? this.active(organization, standing) : [];
    });
    return { items: items.sort((one, other) => one.name.localeCompare(other.name)) };
  }

  private active(organization: StoredOrganization, given: Standing): MembershipDetailView[] {
    const { _id: organizationId, legalName: name, program, kinds, npis } = organization;
    const at = this.clock.now();
    const standing = onHeld(given, npis);
    const { memberId, orgRole } = standing;
    if (statusOf(standing, at) !== 'active') return [];
    const held = new Effective({ standing, npis, program: this.programs.get(program), gate: this.gate, at });
    const npiPermissions = held.npis.map(({ npi, level }) => ({ npi, level }));
    const common = { organizationId, memberId, name, program, kinds, orgRole, status: 'active' as const };
    return [{ ...common, npiPermissions, correspondenceTypes: held.types }];
  }
}
