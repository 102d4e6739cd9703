import { InvitedRegistrationCompleted } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import type { InvitationEnd } from '../domain/invitation.js';
import { Invitations } from '../domain/invitations.js';
import { Registrations } from '../domain/registrations.js';

/** The invitation is accepted for whoever finished; when it took another turn meanwhile, nothing comes of the registration. */
@Reacts(InvitedRegistrationCompleted)
export class OnInvitedRegistrationCompleted implements Reaction<InvitedRegistrationCompleted> {
  constructor(
    private readonly invitations: Invitations,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {}

  async react(completed: InvitedRegistrationCompleted): Promise<void> {
    const invitation = await this.invitations.get(completed.invitationId);
    const end = invitation?.acceptRegistered(completed, this.clock.now());
    if (invitation && invitation.recorded.length > 0) await this.invitations.save(invitation);
    if (end) await this.close(completed.registrationId, end);
  }

  private async close(registrationId: string, end: InvitationEnd): Promise<void> {
    const registration = await this.registrations.get(registrationId);
    registration?.close(this.clock.now(), end);
    if (registration && registration.recorded.length > 0) await this.registrations.save(registration);
  }
}
