import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AcceptedInvitationView, ExpireInvitation } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { type Invitation, invitationNotFound } from '../domain/invitation.js';
import { Invitations } from '../domain/invitations.js';
import { invitationView } from './invitation-view.js';

@CommandHandler(ExpireInvitation)
@Requires('system.identity')
export class ExpireInvitationHandler {
  constructor(
    private readonly invitations: Invitations,
    private readonly clock: Clock,
  ) {}

  async execute({ invitationId }: ExpireInvitation): Promise<AcceptedInvitationView> {
    const invitation = await this.invitations.get(invitationId);
    if (!invitation) throw invitationNotFound();
    invitation.expire(this.clock.now());
    if (invitation.recorded.length > 0) await this.invitations.save(invitation);
    return this.answer(invitation);
  }

  answer(invitation: Invitation): AcceptedInvitationView {
    return invitationView(invitation, this.clock.now());
  }
}
