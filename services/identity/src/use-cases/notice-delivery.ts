import { Injectable } from '@nestjs/common';
import { Mailer } from '@portico/delivery';
import { untilWon } from '@portico/service';
import type { Notice } from '../domain/notice.js';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { NoticeMails } from './notice-mails.js';
import { NoticeTexts } from './notice-texts.js';
import type { OwedNotice } from './notice-queue.js';
import { PasswordLinks } from './password-links.js';

/** Sends an owed mail and crosses it out; one that was crossed out before is not sent again. */
@Injectable()
export class NoticeDelivery {
  /** What the mail server took from this process, and the database does not know yet. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly users: Users,
    private readonly mails: NoticeMails,
    private readonly links: PasswordLinks,
    private readonly texts: NoticeTexts,
    private readonly mailer: Mailer,
  ) {}

  async deliver(owed: OwedNotice): Promise<void> {
    const { userId, noticeId } = owed;
    const user = await this.users.get(userId);
    const notice = user?.state.notices.find(({ id }) => id === noticeId);
    const isSent = user && notice && (await this.isSent(user, notice));
    if (isSent !== undefined) await untilWon(() => this.crossOut(owed, isSent));
    this.taken.delete(noticeId);
  }

  private async isSent(user: User, notice: Notice): Promise<boolean> {
    const mail = this.taken.has(notice.id) ? undefined : await this.mails.of(user, notice);
    if (mail) await this.mailer.send(mail);
    if (mail) await this.texts.tell(user, notice);
    if (mail) this.taken.add(notice.id);
    return this.taken.has(notice.id);
  }

  /** Loaded again: a lost race here must not send the mail again. */
  private async crossOut({ userId, noticeId }: OwedNotice, isSent: boolean): Promise<void> {
    const user = await this.users.get(userId);
    const notice = user?.state.notices.find(({ id }) => id === noticeId);
    if (!user || !notice) return;
    user.noticeSent(noticeId);
    if (!isSent) this.links.replaceUnmailed(user, notice);
    await this.users.save(user);
  }
}
