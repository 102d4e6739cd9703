import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { memberOf, Requires } from '@portico/access';
import { type HoldersView, ListHolders } from '@portico/contracts';
import { Gate } from '@portico/program';
import { MongoMembers } from '../adapters/mongo.members.js';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { notFound, standingOf, type StoredMember, type StoredOrganization } from './stored.js';

type Found = Pick<StoredOrganization, 'legalName' | 'program' | 'admins' | 'npis'>;

const forStanding = {
  organizationId: 1,
  memberId: 1,
  userId: 1,
  program: 1,
  status: 1,
  lapsesAt: 1,
  npis: 1,
  types: 1,
};
const given = { orgRole: 1, orgRoleBy: 1, orgRoleAt: 1, version: 1 };

/** At most two commands to the database, however many there are; the evaluator says who can see the PIN, and nothing else. */
@QueryHandler(ListHolders)
@Requires('system.identity')
export class ListHoldersHandler implements IQueryHandler<ListHolders> {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
    private readonly gate: Gate,
  ) {}

  async execute({ organizationId, npi }: ListHolders): Promise<HoldersView> {
    const fields = { legalName: 1, program: 1, admins: 1, 'npis.npi': 1 };
    const [found] = await this.organizations.read<Found>({ _id: organizationId }, fields);
    if (!found) throw notFound();

    const { legalName: organizationName, program } = found;
    const admins = found.admins.flatMap(({ userId }) => userId ?? []);
    const isHeld = npi !== undefined && found.npis.some((each) => each.npi === npi);
    const seers = isHeld ? await this.seersOf(organizationId, npi) : [];
    return { organizationName, program, admins, holders: seers.filter((each) => !admins.includes(each)) };
  }

  private async seersOf(organizationId: string, npi: string): Promise<string[]> {
    const byLevel = [
      { organizationId, 'npis.npi': npi },
      { organizationId, orgRole: 'processor' },
    ];
    const found = await this.members.read<StoredMember>({ $or: byLevel }, { ...forStanding, ...given });
    const standings = found.map(standingOf);
    const seers = standings.filter((each) => this.gate.may(memberOf(each), each, 'pin.view', { npi }));
    return seers.flatMap(({ userId }) => userId ?? []);
  }
}
