import { type DynamicModule, Module } from '@nestjs/common';
import { DevBox } from '@portico/delivery/box';
import { Clock } from '@portico/kernel';
import { DevClockRoute } from './clock.js';
import { Outbox } from './outbox.js';

/** Routes that let scripts and tests see what was sent and let time pass. Never imported in production. */
@Module({})
export class DevelopmentModule {
  static forBox(folder: string): DynamicModule {
    return {
      module: DevelopmentModule,
      controllers: [Outbox, DevClockRoute],
      providers: [{ provide: DevBox, inject: [Clock], useFactory: (clock: Clock) => new DevBox(folder, clock) }],
    };
  }
}
