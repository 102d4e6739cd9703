import { RosterChanged } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';

/**
 * What a command began in the organization and could not end in the member's record ends here. Why somebody was let go
 * only the fact of that tells: an earlier one that comes late leaves it to that.
 */
@Reacts(RosterChanged)
export class OnRosterChanged implements Reaction<RosterChanged> {
  constructor(
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
  ) {}

  async react({ organizationId, memberId, by, cause, reason }: RosterChanged): Promise<void> {
    const desk = await this.desks.ofMember(organizationId, memberId, by);
    if (!desk || (cause === undefined && desk.member.counts && !desk.organization.seatOf(memberId))) return;
    await this.rosters.finish(desk, { cause, reason });
  }
}
