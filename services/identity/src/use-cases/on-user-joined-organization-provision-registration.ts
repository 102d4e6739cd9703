import { UserJoinedOrganization } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Registrations } from '../domain/registrations.js';

/** Only now can the person sign in to the organization: before, the registration must not say so. */
@Reacts(UserJoinedOrganization)
export class OnUserJoinedOrganizationProvisionRegistration implements Reaction<UserJoinedOrganization> {
  constructor(
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async react({ registrationId }: UserJoinedOrganization): Promise<void> {
    const registration = registrationId && (await this.registrations.get(registrationId));
    if (!registration) return;
    registration.provisioned(this.clock.now());
    if (registration.recorded.length > 0) await this.registrations.save(registration);
  }
}
