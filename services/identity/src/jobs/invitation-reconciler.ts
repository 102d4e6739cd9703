import { type Reconciler, Reconciles } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { Invitations } from '../domain/invitations.js';
import { InvitationQueue } from '../use-cases/invitation-queue.js';

const atOnce = 500;
/** Longer than a mail is tried for before its job gives up; milliseconds. */
const patience = 2 * 60_000;

/**
 * Finds invitations whose end was not announced, or whose mail is still owed after a while, whatever became of their jobs.
 * The id of such a job names the round: one that was done in vain, or failed for good, does not keep the next one away.
 */
@Reconciles()
export class InvitationReconciler implements Reconciler {
  constructor(
    private readonly invitations: Invitations,
    private readonly queue: InvitationQueue,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    const now = this.clock.now();
    const round = `-${Math.floor(now.getTime() / patience)}`;
    for (const id of await this.invitations.overdue(now, atOnce)) await this.queue.addExpiry(id, `again${round}`);
    const before = new Date(now.getTime() - patience);
    for (const owed of await this.invitations.unmailed(before, now, atOnce)) await this.queue.addMail(owed, round);
  }
}
