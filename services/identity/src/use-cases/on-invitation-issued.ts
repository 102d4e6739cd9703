import { InvitationIssued } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { InvitationQueue } from './invitation-queue.js';

/** The mail goes now, the end is announced when it comes. */
@Reacts(InvitationIssued)
export class OnInvitationIssued implements Reaction<InvitationIssued> {
  constructor(private readonly queue: InvitationQueue) {}

  async react({ invitationId, count, expiresAt }: InvitationIssued): Promise<void> {
    await this.queue.addMail({ invitationId, count });
    await this.queue.addExpiry(invitationId, String(count), new Date(expiresAt));
  }
}
