import { JobQueue, type Reconciler, Reconciles } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { TimedMembers } from '../domain/timed-members.js';
import { dueMembersQueue } from './pass-time.js';

const atOnce = 2_000;
const minute = 60_000;

/** Members of whom something is due are found in the database; a job that failed for good does not keep the next minute's away. */
@Reconciles()
export class FindDueMembers implements Reconciler {
  constructor(
    private readonly members: TimedMembers,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    const now = this.clock.now();
    const round = Math.floor(now.getTime() / minute);
    for (const { organizationId, memberId, dueAt } of await this.members.due(now, atOnce))
      await this.jobs.add({
        queue: dueMembersQueue,
        id: `${memberId}-${dueAt.getTime()}-${round}`,
        data: { organizationId, memberId },
      });
  }
}
