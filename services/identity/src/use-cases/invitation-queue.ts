import { Injectable } from '@nestjs/common';
import { JobQueue } from '@portico/jobs';
import type { OwedInvitation } from '../domain/invitations.js';

export const invitationMailsQueue = 'invitation-mails';
export const invitationExpiryQueue = 'invitation-expiry';

/** Queues what an invitation asks for; queued twice in one round, it is one job. */
@Injectable()
export class InvitationQueue {
  constructor(private readonly jobs: JobQueue) {}

  async addMail(owed: OwedInvitation, round = ''): Promise<void> {
    const id = `${owed.invitationId}-${owed.count}${round}`;
    await this.jobs.add({ queue: invitationMailsQueue, id, data: owed });
  }

  /** `name` tells the invitations of one membership apart, and the rounds in which one is found again. */
  async addExpiry(invitationId: string, name: string, at?: Date): Promise<void> {
    await this.jobs.add({ queue: invitationExpiryQueue, id: `${invitationId}-${name}`, data: { invitationId }, at });
  }
}
