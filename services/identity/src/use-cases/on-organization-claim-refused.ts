import { OrganizationClaimRefused } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Registrations } from '../domain/registrations.js';

@Reacts(OrganizationClaimRefused)
export class OnOrganizationClaimRefused implements Reaction<OrganizationClaimRefused> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async react({ registrationId }: OrganizationClaimRefused): Promise<void> {
    const registration = await this.registrations.get(registrationId);
    if (!registration) return;
    registration.close(this.clock.now());
    if (registration.recorded.length > 0) await this.registrations.save(registration);
  }
}
