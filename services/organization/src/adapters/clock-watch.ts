import { Injectable } from '@nestjs/common';
import { Workers } from '@portico/jobs';
import { DevClock } from '@portico/messaging';

/** When development's clock was moved, work that is now due is looked for at once. */
@Injectable()
export class ClockWatch {
  constructor(clock: DevClock, workers: Workers) {
    clock.onMoved(async () => {
      // The first may join a round that began before the move.
      await workers.reconcile();
      await workers.reconcile();
    });
  }
}
