import { Queue } from 'bullmq';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { currentContext, Log, traceparent } from '@portico/service';
import { JobsConfig } from './jobs.config.js';
import { type Job, JobQueue } from './jobs.js';
import { queueConnection } from './connection.js';

const keptSeconds = 24 * 3600;
/** Jobs of one queue that are kept when they are over: an outage must not fill a Redis that evicts nothing. */
const keptAtMost = 10_000;

/** BullMQ on a Redis that keeps what it is given (AOF, noeviction). */
@Injectable()
export class BullmqJobQueue extends JobQueue implements OnApplicationShutdown {
  readonly #queues = new Map<string, Queue>();

  constructor(
    private readonly config: JobsConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    super();
  }

  async add({ queue, id, data, at, tries }: Job): Promise<void> {
    const delay = at ? Math.max(0, at.getTime() - this.clock.now().getTime()) : 0;
    const trace = currentContext()?.trace;
    await this.#queue(queue).add(
      queue,
      { ...data, ...(trace ? { traceparent: traceparent(trace) } : {}) },
      { jobId: id, delay, ...(tries && { attempts: tries }) },
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }

  #queue(name: string): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const queue = new Queue(name, {
      connection: queueConnection(this.config.url),
      prefix: `${this.config.prefix}:jobs`,
      defaultJobOptions: {
        attempts: this.config.attempts,
        backoff: { type: 'exponential', delay: this.config.backoffMs, jitter: 0.2 },
        removeOnComplete: { age: keptSeconds, count: keptAtMost },
        removeOnFail: { age: 7 * keptSeconds, count: keptAtMost },
      },
    });
    queue.on('error', (error) => this.log.warn('queue trouble', { queue: name, reason: error.message }));
    this.#queues.set(name, queue);
    return queue;
  }
}
