import { InvitationIssued } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { ShownInvitations } from './shown-invitations.js';

/** Somebody with an account finds the invitation when they sign in (D-11). */
@Reacts(InvitationIssued)
export class OnInvitationIssuedShowToUser implements Reaction<InvitationIssued> {
  constructor(private readonly shown: ShownInvitations) {}

  react({ invitationId }: InvitationIssued): Promise<void> {
    return this.shown.bring(invitationId);
  }
}
