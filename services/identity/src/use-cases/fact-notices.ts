import { Injectable } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { AlreadyHandled, untilWon } from '@portico/service';
import { type FactKind, noticeOf, type Told } from '../domain/notice.js';
import { Users } from '../domain/users.js';
import { NoticeQueue } from './notice-queue.js';

export interface Fact {
  /** Of the event: the same again owes nothing anew. */
  readonly id: string;
  readonly kind: FactKind;
  readonly told: Told;
}

/** Owes people a mail about a fact of another service, each in their own account: one write, then the queue. */
@Injectable()
export class FactNotices {
  constructor(
    private readonly users: Users,
    private readonly notices: NoticeQueue,
    private readonly clock: Clock,
  ) {}

  async owe(accounts: readonly (string | undefined)[], fact: Fact): Promise<void> {
    for (const userId of new Set(accounts)) if (userId !== undefined) await this.oweTo(userId, fact);
  }

  private async oweTo(userId: string, fact: Fact): Promise<void> {
    const notice = noticeOf(fact, userId, this.clock.now());
    const isKnown = await untilWon(() => this.note(userId, notice)).catch(ifHandled);
    if (isKnown) await this.notices.add({ userId, noticeId: notice.id });
  }

  private async note(userId: string, notice: ReturnType<typeof noticeOf>): Promise<boolean> {
    const user = await this.users.get(userId);
    user?.hearOf(notice);
    if (user) await this.users.save(user);
    return user !== undefined;
  }
}

/** Noted before; its mail may not be queued yet. */
function ifHandled(error: unknown): boolean {
  if (!(error instanceof AlreadyHandled)) throw error;
  return true;
}
