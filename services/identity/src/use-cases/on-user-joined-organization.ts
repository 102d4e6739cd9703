import { UserJoinedOrganization } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { NoticeQueue } from './notice-queue.js';

/** Somebody who has a password is told where it leads now. */
@Reacts(UserJoinedOrganization)
export class OnUserJoinedOrganization implements Reaction<UserJoinedOrganization> {
  constructor(private readonly notices: NoticeQueue) {}

  react({ userId }: UserJoinedOrganization): Promise<void> {
    return this.notices.addAllOf(userId);
  }
}
