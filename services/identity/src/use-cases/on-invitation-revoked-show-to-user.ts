import { InvitationRevoked } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { ShownInvitations } from './shown-invitations.js';

/** What was withdrawn is not offered any more. */
@Reacts(InvitationRevoked)
export class OnInvitationRevokedShowToUser implements Reaction<InvitationRevoked> {
  constructor(private readonly shown: ShownInvitations) {}

  react({ invitationId }: InvitationRevoked): Promise<void> {
    return this.shown.bring(invitationId);
  }
}
