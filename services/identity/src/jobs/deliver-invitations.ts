import { type Worker, Works } from '@portico/jobs';
import type { OwedInvitation } from '../domain/invitations.js';
import { InvitationDelivery } from '../use-cases/invitation-delivery.js';
import { invitationMailsQueue } from '../use-cases/invitation-queue.js';

@Works(invitationMailsQueue)
export class DeliverInvitations implements Worker<OwedInvitation> {
  constructor(private readonly delivery: InvitationDelivery) {}

  work(owed: OwedInvitation): Promise<void> {
    return this.delivery.deliver(owed);
  }
}
