import { PhoneChanged } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { NoticeQueue } from './notice-queue.js';

/** The owner is told, by mail and on the phone of before (MC-PRF-03). */
@Reacts(PhoneChanged)
export class OnPhoneChanged implements Reaction<PhoneChanged> {
  constructor(private readonly notices: NoticeQueue) {}

  react({ userId }: PhoneChanged): Promise<void> {
    return this.notices.addAllOf(userId);
  }
}
