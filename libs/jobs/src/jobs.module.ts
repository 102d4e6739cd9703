import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullmqJobQueue } from './bullmq.job-queue.js';
import { JobsConfig, jobsDefaults } from './jobs.config.js';
import { JobQueue } from './jobs.js';
import { Workers } from './workers.js';

/** Queues, workers and reconcilers of one process. */
@Module({})
export class JobsModule {
  static forRoot(config: Pick<JobsConfig, 'url' | 'prefix'> & Partial<JobsConfig>): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: JobsConfig, useValue: { ...jobsDefaults, ...config } },
        { provide: JobQueue, useClass: BullmqJobQueue },
        Workers,
      ],
      exports: [JobQueue, Workers],
    };
  }
}
