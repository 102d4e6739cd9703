import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type DirectoryVisibilityView, SetDirectoryVisibility } from '@portico/contracts';
import type { Organization } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';
import { Desks } from './desks.js';

@CommandHandler(SetDirectoryVisibility)
@Requires('organization.directory.manage')
export class SetDirectoryVisibilityHandler {
  constructor(
    private readonly desks: Desks,
    private readonly organizations: Organizations,
  ) {}

  async execute(command: SetDirectoryVisibility): Promise<DirectoryVisibilityView> {
    const { organization, hand } = await this.desks.open(command, 'organization.directory.manage');
    if (hand.isRepeat(organization)) return view(organization);
    organization.mustBeAt(command.ifMatch);
    organization.showInDirectory(command.visible);
    if (!organization.hasChanged) return view(organization);
    const { version } = await this.organizations.save(organization);
    return view(organization, version);
  }
}

const view = ({ isVisible: visible, version }: Organization, saved = version): DirectoryVisibilityView => ({
  visible,
  version: String(saved),
});
