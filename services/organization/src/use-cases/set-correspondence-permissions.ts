import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SetCorrespondencePermissions, type UserChangedView } from '@portico/contracts';
import { CorrespondenceGrants } from './correspondence-grants.js';
import { Desks } from './desks.js';

@CommandHandler(SetCorrespondencePermissions)
@Requires('user.manage')
export class SetCorrespondencePermissionsHandler {
  constructor(
    private readonly desks: Desks,
    private readonly grants: CorrespondenceGrants,
  ) {}

  async execute(command: SetCorrespondencePermissions): Promise<UserChangedView> {
    const desk = await this.desks.ofUser(command);
    return this.grants.set(desk, command.grants, command.ifMatch);
  }
}
