import { Injectable } from '@nestjs/common';
import { JobQueue } from '@portico/jobs';
import { Users } from '../domain/users.js';

export interface OwedNotice {
  userId: string;
  noticeId: string;
}

export const noticesQueue = 'notices';

/** Queues the mails that accounts owe; a mail that is queued twice is one. */
@Injectable()
export class NoticeQueue {
  constructor(
    private readonly users: Users,
    private readonly jobs: JobQueue,
  ) {}

  async add(owed: OwedNotice, round = ''): Promise<void> {
    await this.jobs.add({ queue: noticesQueue, id: `${owed.noticeId}${round}`, data: owed });
  }

  async addAllOf(userId: string): Promise<void> {
    const user = await this.users.get(userId);
    for (const { id: noticeId } of user?.state.notices ?? []) await this.add({ userId, noticeId });
  }
}
