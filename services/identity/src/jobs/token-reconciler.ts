import { JobQueue, type Reconciler, Reconciles } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { RegistrationTokens } from '../domain/registration-tokens.js';

const atOnce = 500;
const minute = 60_000;

/**
 * Finds tokens whose end was not announced or whose letter was not printed, whatever became of their jobs. The id of
 * such a job names the minute: one that was done in vain, or failed for good, does not keep the next one away.
 */
@Reconciles()
export class TokenReconciler implements Reconciler {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    const now = this.clock.now();
    await this.queue('token-expiry', await this.tokens.overdue(now, atOnce));
    await this.queue('token-letters', await this.tokens.unprinted(now, atOnce));
  }

  private async queue(queue: string, tokenIds: string[]): Promise<void> {
    const round = Math.floor(this.clock.now().getTime() / minute);
    for (const tokenId of tokenIds) await this.jobs.add({ queue, id: `${tokenId}-${round}`, data: { tokenId } });
  }
}
