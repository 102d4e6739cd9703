import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { noOrganizationInView, Requires } from '@portico/access';
import { GetPermissions, type PermissionsView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate, Programs } from '@portico/program';
import { Effective, type Holding } from './effective.js';
import { Places } from './places.js';
import { onHeld, statusOf } from './stored.js';

const fields = { 'npis.npi': 1, 'npis.providerName': 1 };

@QueryHandler(GetPermissions)
@Requires('membership.own')
export class GetPermissionsHandler implements IQueryHandler<GetPermissions> {
  constructor(
    private readonly places: Places,
    private readonly gate: Gate,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ user, actor }: GetPermissions): Promise<PermissionsView> {
    const { organizationId } = actor;
    if (organizationId === undefined) throw noOrganizationInView();
    const place = await this.places.of(actor, organizationId, { fields, members: [user] });
    if (place.isOther(user)) this.gate.require(actor, place.standing, 'user.read');

    const { npis, program } = place.organization;
    const standing = onHeld(place.standingOf(user), npis);
    return view({ standing, npis, program: this.programs.get(program), gate: this.gate, at: this.clock.now() });
  }
}

function view(holding: Holding): PermissionsView {
  const { standing, at } = holding;
  const { memberId: userId, orgRole } = standing;
  const { actions, npis } = new Effective(holding);
  return { userId, status: statusOf(standing, at), orgRole, actions, npis };
}
