import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AttachNpi, type NpiOnFile } from '@portico/contracts';
import { type Organization, organizationUnknown } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';

@CommandHandler(AttachNpi)
@Requires('npi.attach')
export class AttachNpiHandler {
  constructor(private readonly organizations: Organizations) {}

  async execute({ organizationId, npi, providerName, providerType, enrollmentType }: AttachNpi): Promise<NpiOnFile> {
    const organization = await this.organizations.get(organizationId);
    if (!organization) throw organizationUnknown();
    const onFile = { npi, providerName, providerType, enrollmentType };
    organization.attach(onFile);
    await this.organizations.save(organization);
    return onFile;
  }

  answer(_: Organization, { npi, providerName, providerType, enrollmentType }: AttachNpi): NpiOnFile {
    return { npi, providerName, providerType, enrollmentType };
  }
}
