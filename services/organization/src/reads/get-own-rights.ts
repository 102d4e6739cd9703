import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { noOrganizationInView, Requires } from '@portico/access';
import { GetOwnRights, type OwnRightsView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Gate, Programs } from '@portico/program';
import { Effective } from './effective.js';
import { Places } from './places.js';
import { onHeld, statusOf } from './stored.js';

@QueryHandler(GetOwnRights)
@Requires('membership.own')
export class GetOwnRightsHandler implements IQueryHandler<GetOwnRights> {
  constructor(
    private readonly places: Places,
    private readonly gate: Gate,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: GetOwnRights): Promise<OwnRightsView> {
    if (actor.organizationId === undefined) throw noOrganizationInView();
    const fields = { kinds: 1, 'npis.npi': 1, 'npis.providerName': 1 };
    const { organization, standing } = await this.places.of(actor, actor.organizationId, { fields });
    const { kinds, npis, program } = organization;
    const at = this.clock.now();
    const held = { standing: onHeld(standing, npis), npis, program: this.programs.get(program), gate: this.gate, at };
    const { anywhere } = new Effective(held);
    return { kinds, status: statusOf(standing, at), orgRole: standing.orgRole, actions: anywhere };
  }
}
