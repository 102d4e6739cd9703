import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { RebuildStandings, type RebuiltView } from '@portico/contracts';
import { StandingsOwner } from './standings-owner.js';
import { Standings } from './standings.js';

/** While it runs, whoever's rights did not arrive yet is asked to try again. Doing it again does it all again. */
@CommandHandler(RebuildStandings)
@Requires('system.operator')
export class RebuildStandingsHandler {
  constructor(
    private readonly standings: Standings,
    private readonly owner: StandingsOwner,
  ) {}

  async execute({ organizationId }: RebuildStandings): Promise<RebuiltView> {
    await this.standings.forget(organizationId);
    const members = await this.owner.tellAnew(organizationId);
    await this.standings.settle();
    return { members };
  }
}
