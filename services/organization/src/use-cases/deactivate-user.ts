import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { DeactivateUser, type UserChangedView } from '@portico/contracts';
import { Desks } from './desks.js';
import { RosterChanges } from './roster-changes.js';

@CommandHandler(DeactivateUser)
@Requires('user.manage')
export class DeactivateUserHandler {
  constructor(
    private readonly desks: Desks,
    private readonly rosters: RosterChanges,
  ) {}

  async execute(command: DeactivateUser): Promise<UserChangedView> {
    const { userId, reason, ifMatch, dryRun } = command;
    const desk = await this.desks.ofUser(command);
    const why = { cause: 'admin', reason } as const;
    const decide = () => desk.organization.dismiss(userId, { by: desk.deed.by, ...why });
    return this.rosters.make(desk, { decide, why, ifMatch, dryRun });
  }
}
