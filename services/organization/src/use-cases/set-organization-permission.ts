import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SetOrganizationPermission, type UserChangedView } from '@portico/contracts';
import type { Organization } from '../domain/organization.js';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';

/** Somebody who does not count now gets the level with their reactivation: that, too, the organization decides. */
@CommandHandler(SetOrganizationPermission)
@Requires('user.manage')
export class SetOrganizationPermissionHandler {
  constructor(
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
  ) {}

  async execute(command: SetOrganizationPermission): Promise<UserChangedView> {
    const { userId, level, ifMatch, dryRun } = command;
    const desk = await this.desks.ofUser(command);
    const { member, deed } = desk;
    const decide = (organization: Organization) => {
      organization.release(member, { by: deed.by, cause: member.state.deactivation?.cause ?? 'admin' });
      organization.setRole(userId, level, deed.by);
    };
    return this.rosters.make(desk, { decide, ifMatch, dryRun });
  }
}
