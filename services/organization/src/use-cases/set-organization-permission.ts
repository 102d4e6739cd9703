import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SetOrganizationPermission, type UserChangedView } from '@portico/contracts';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';
import { UserChanges } from './user-changes.js';

/** Somebody who does not count now gets the level with their reactivation: it stands in their own record only. */
@CommandHandler(SetOrganizationPermission)
@Requires('user.manage')
export class SetOrganizationPermissionHandler {
  constructor(
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
    private readonly changes: UserChanges,
  ) {}

  async execute(command: SetOrganizationPermission): Promise<UserChangedView> {
    const { userId, level, ifMatch, dryRun } = command;
    const desk = await this.desks.ofUser(command);
    const { organization, member, deed } = desk;
    if (organization.seatOf(userId) && !member.isLapsed(deed.at)) {
      const decide = () => organization.setRole(userId, level, deed.by);
      return this.rosters.make(desk, { decide, ifMatch, dryRun });
    }
    const change = () => {
      member.mustBeAt(ifMatch);
      member.settle(deed);
      member.setRole(level, deed);
    };
    return this.changes.again(desk) ?? this.changes.make(desk, change, { dryRun });
  }
}
