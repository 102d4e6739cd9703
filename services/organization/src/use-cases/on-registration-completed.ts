import { RegistrationCompleted } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts } from '@portico/messaging';
import { organizationUnknown } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';

/** The organization goes to the registration that finished first. */
@Reacts(RegistrationCompleted)
export class OnRegistrationCompleted {
  constructor(
    private readonly organizations: Organizations,
    private readonly clock: Clock,
  ) {}

  async react({ organizationId, registrationId, userId, emailDomain }: RegistrationCompleted): Promise<void> {
    const organization = await this.organizations.get(organizationId);
    if (!organization) throw organizationUnknown();

    organization.claim({ registrationId, userId, emailDomain, at: this.clock.now() });
    if (organization.hasChanged) await this.organizations.save(organization);
  }
}
