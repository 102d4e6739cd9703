import { Injectable } from '@nestjs/common';
import { Mailer } from '@portico/delivery';
import { untilWon } from '@portico/service';
import { Users } from '../domain/users.js';
import { NoticeMails } from './notice-mails.js';
import type { OwedNotice } from './notice-queue.js';

/** Sends an owed mail and crosses it out; one that was crossed out before is not sent again. */
@Injectable()
export class NoticeDelivery {
  constructor(
    private readonly users: Users,
    private readonly mails: NoticeMails,
    private readonly mailer: Mailer,
  ) {}

  async deliver({ userId, noticeId }: OwedNotice): Promise<void> {
    const user = await this.users.get(userId);
    const notice = user?.state.notices.find(({ id }) => id === noticeId);
    if (!user || !notice) return;
    const mail = this.mails.of(user, notice);
    if (mail) await this.mailer.send(mail);
    await untilWon(() => this.crossOut(userId, noticeId));
  }

  /** Loaded again: a lost race here must not send the mail again. */
  private async crossOut(userId: string, noticeId: string): Promise<void> {
    const user = await this.users.get(userId);
    if (!user?.state.notices.some(({ id }) => id === noticeId)) return;
    user.noticeSent(noticeId);
    await this.users.save(user);
  }
}
