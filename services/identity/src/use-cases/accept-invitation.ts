import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { AcceptInvitation, type AcceptedInvitationView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { type Invitation, invitationNotFound } from '../domain/invitation.js';
import { Invitations } from '../domain/invitations.js';
import { Accounts } from './accounts.js';
import { invitationView } from './invitation-view.js';

/** Only for the account that the invitation was sent to: for everybody else there is none (D-11). */
@CommandHandler(AcceptInvitation)
@Requires('membership.own')
export class AcceptInvitationHandler {
  constructor(
    private readonly invitations: Invitations,
    private readonly accounts: Accounts,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ invitationId, actor }: AcceptInvitation): Promise<AcceptedInvitationView> {
    const account = actor.userId === undefined ? undefined : await this.accounts.byId(actor.userId);
    const invitation = await this.invitations.get(invitationId);
    if (!account || invitation?.state.email !== account.email) throw invitationNotFound();
    invitation.accept(account.id, this.clock.now());
    if (invitation.recorded.length > 0) await this.invitations.save(invitation);
    return this.answer(invitation);
  }

  answer(invitation: Invitation): AcceptedInvitationView {
    const message = this.programs.text(invitation.state.program, 'organization.added');
    return { ...invitationView(invitation, this.clock.now()), message };
  }
}
