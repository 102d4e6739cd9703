import { PasswordLinkIssued } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { NoticeQueue } from './notice-queue.js';

/** The link is mailed. */
@Reacts(PasswordLinkIssued)
export class OnPasswordLinkIssued implements Reaction<PasswordLinkIssued> {
  constructor(private readonly notices: NoticeQueue) {}

  react({ userId }: PasswordLinkIssued): Promise<void> {
    return this.notices.addAllOf(userId);
  }
}
