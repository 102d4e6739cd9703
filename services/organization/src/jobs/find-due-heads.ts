import { JobQueue, type Reconciler, Reconciles } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { ChainHeads } from '../domain/audit/chain-heads.js';

const atOnce = 2_000;
const minute = 60_000;

/** A day's end makes the chains' heads due; a job that failed for good does not keep the next minute's away. */
@Reconciles()
export class FindDueHeads implements Reconciler {
  constructor(
    private readonly heads: ChainHeads,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    const now = this.clock.now();
    const round = Math.floor(now.getTime() / minute);
    for (const organizationId of await this.heads.due(now, atOnce))
      await this.jobs.add({ queue: 'audit-heads', id: `${organizationId}-${round}`, data: { organizationId } });
  }
}
