import { type Reconciler, Reconciles } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { Users } from '../domain/users.js';
import { NoticeQueue } from '../use-cases/notice-queue.js';

/** Longer than a mail is tried for before its job gives up; milliseconds. */
const patience = 2 * 60_000;
/** A mail that was not taken for so long is not tried any more; that it is owed stays in the account. */
const giveUp = 3 * 24 * 3_600_000;

/** Mails that are still owed after a while are queued again, under an id of their own each time. */
@Reconciles()
export class FindOwedNotices implements Reconciler {
  constructor(
    private readonly users: Users,
    private readonly notices: NoticeQueue,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    const now = this.clock.now().getTime();
    const round = `-${Math.floor(now / patience)}`;
    const owed = await this.users.owedNotices(new Date(now - patience), new Date(now - giveUp));
    for (const notice of owed) await this.notices.add(notice, round);
  }
}
