import { type Worker, Works } from '@portico/jobs';
import { NoticeDelivery } from '../use-cases/notice-delivery.js';
import { noticesQueue, type OwedNotice } from '../use-cases/notice-queue.js';

@Works(noticesQueue)
export class DeliverNotices implements Worker<OwedNotice> {
  constructor(private readonly delivery: NoticeDelivery) {}

  work(owed: OwedNotice): Promise<void> {
    return this.delivery.deliver(owed);
  }
}
