import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SetNpiPermissions, type UserChangedView } from '@portico/contracts';
import { assignmentsOf, mayLoseAdmin } from './assignments.js';
import { Desks } from './desks.js';
import { UserChanges } from './user-changes.js';

/** One atomic change, however many NPIs it names. */
@CommandHandler(SetNpiPermissions)
@Requires('user.manage')
export class SetNpiPermissionsHandler {
  constructor(
    private readonly desks: Desks,
    private readonly changes: UserChanges,
  ) {}

  async execute(command: SetNpiPermissions): Promise<UserChangedView> {
    const { ifMatch, dryRun } = command;
    const desk = await this.desks.ofUser(command, { adminsOf: mayLoseAdmin(command) });
    const assignments = assignmentsOf(command, desk);
    const change = () => {
      desk.member.mustBeAt(ifMatch);
      desk.member.assign(assignments, desk.deed);
    };
    return this.changes.again(desk) ?? this.changes.make(desk, change, { dryRun, npiAdmins: desk.hand.npiAdmins });
  }
}
