import { MemberInvited } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { InvitationsInStep } from './invitations-in-step.js';

/** The invitation is issued, or issued anew (MC-INV-01, MC-INV-04). */
@Reacts(MemberInvited)
export class OnMemberInvited implements Reaction<MemberInvited> {
  constructor(private readonly invitations: InvitationsInStep) {}

  react({ organizationId, memberId }: MemberInvited): Promise<void> {
    return this.invitations.bring(organizationId, memberId);
  }
}
