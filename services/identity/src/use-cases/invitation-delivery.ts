import { Injectable } from '@nestjs/common';
import { Mailer } from '@portico/delivery';
import { Clock } from '@portico/kernel';
import { untilWon } from '@portico/service';
import type { Invitation } from '../domain/invitation.js';
import { Invitations, type OwedInvitation } from '../domain/invitations.js';
import { InvitationMails } from './invitation-mails.js';

/** Sends the mail that an invitation owes and notes that it was sent; one that was replaced, revoked or has expired owes none. */
@Injectable()
export class InvitationDelivery {
  /** What the mail server took from this process, and the database does not know yet. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly invitations: Invitations,
    private readonly mails: InvitationMails,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  async deliver({ invitationId, count }: OwedInvitation): Promise<void> {
    const key = `${invitationId} ${count}`;
    const invitation = await this.invitations.get(invitationId);
    if (invitation?.owesMail(count, this.clock.now())) {
      await this.sendOnce(invitation, key);
      await this.note(invitation, count);
    }
    this.taken.delete(key);
  }

  private async sendOnce(invitation: Invitation, key: string): Promise<void> {
    if (this.taken.has(key)) return;
    await this.mailer.send(await this.mails.of(invitation));
    this.taken.add(key);
  }

  /** After a lost race in what is loaded anew: the mail is not sent again for that. */
  private async note(loaded: Invitation, count: number): Promise<void> {
    await untilWon(async (hasLost) => {
      const invitation = hasLost ? await this.invitations.get(loaded.id) : loaded;
      invitation?.mailed(count, this.clock.now());
      if (invitation && invitation.recorded.length > 0) await this.invitations.save(invitation);
    });
  }
}
