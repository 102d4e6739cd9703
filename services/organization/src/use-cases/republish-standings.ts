import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type RepublishedView, RepublishStandings } from '@portico/contracts';
import { StandingsAnew } from './standings-anew.js';

const usualLimit = 500;

@CommandHandler(RepublishStandings)
@Requires('system.pin')
export class RepublishStandingsHandler {
  constructor(private readonly standings: StandingsAnew) {}

  execute({ run, organizationId, cursor, limit = usualLimit }: RepublishStandings): Promise<RepublishedView> {
    return this.standings.tell({ run, organizationId, cursor, limit });
  }
}
