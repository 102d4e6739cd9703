import { PasswordChanged } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { NoticeQueue } from './notice-queue.js';

/** The owner is told, whoever changed it (MC-PWD-10). */
@Reacts(PasswordChanged)
export class OnPasswordChanged implements Reaction<PasswordChanged> {
  constructor(private readonly notices: NoticeQueue) {}

  react({ userId }: PasswordChanged): Promise<void> {
    return this.notices.addAllOf(userId);
  }
}
