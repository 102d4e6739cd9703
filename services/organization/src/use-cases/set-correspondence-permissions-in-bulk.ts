import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { SetCorrespondencePermissionsInBulk, type UserChangedView } from '@portico/contracts';
import { CorrespondenceGrants } from './correspondence-grants.js';
import { Desks } from './desks.js';

@CommandHandler(SetCorrespondencePermissionsInBulk)
@Requires('user.manage')
export class SetCorrespondencePermissionsInBulkHandler {
  constructor(
    private readonly desks: Desks,
    private readonly grants: CorrespondenceGrants,
  ) {}

  async execute(command: SetCorrespondencePermissionsInBulk): Promise<UserChangedView> {
    const { npis, types, ifMatch } = command;
    const desk = await this.desks.ofUser(command);
    const grants = npis.map((npi) => ({ npi, types }));
    return this.grants.set(desk, grants, ifMatch);
  }
}
