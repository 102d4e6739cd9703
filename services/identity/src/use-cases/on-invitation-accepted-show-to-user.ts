import { InvitationAccepted } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { ShownInvitations } from './shown-invitations.js';

/** What was accepted waits for nobody any more. */
@Reacts(InvitationAccepted)
export class OnInvitationAcceptedShowToUser implements Reaction<InvitationAccepted> {
  constructor(private readonly shown: ShownInvitations) {}

  react({ invitationId }: InvitationAccepted): Promise<void> {
    return this.shown.bring(invitationId);
  }
}
