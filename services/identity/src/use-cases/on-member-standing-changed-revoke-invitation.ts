import { MemberStandingChanged } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { InvitationsInStep } from './invitations-in-step.js';

/** Somebody who is no longer to be invited loses the link, and a mail that waits is not sent any more. */
@Reacts(MemberStandingChanged)
export class OnMemberStandingChangedRevokeInvitation implements Reaction<MemberStandingChanged> {
  constructor(private readonly invitations: InvitationsInStep) {}

  async react({ organizationId, memberId, status }: MemberStandingChanged): Promise<void> {
    if (status !== 'invited') await this.invitations.bringIfAny(organizationId, memberId);
  }
}
