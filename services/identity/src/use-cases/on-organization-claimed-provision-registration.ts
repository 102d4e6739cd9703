import { OrganizationClaimed } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Registrations } from '../domain/registrations.js';

@Reacts(OrganizationClaimed)
export class OnOrganizationClaimedProvisionRegistration implements Reaction<OrganizationClaimed> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async react({ registrationId }: OrganizationClaimed): Promise<void> {
    const registration = await this.registrations.get(registrationId);
    if (!registration) return;
    registration.provisioned(this.clock.now());
    if (registration.recorded.length > 0) await this.registrations.save(registration);
  }
}
