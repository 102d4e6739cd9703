import { Worker as BullmqWorker } from 'bullmq';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { AlreadyHandled, Log, Metrics, ownWork, ProcessName, traceFrom, untilWon, within } from '@portico/service';
import { queueConnection } from './connection.js';
import { reconciles, worksOf } from './decorators.js';
import { JobsConfig } from './jobs.config.js';
import type { Reconciler, Worker } from './jobs.js';

/** Two kills of a worker in the middle of a job must not fail the job. */
const stallsForgiven = 20;

/** Runs every class marked `@Works` and `@Reconciles`. */
@Injectable()
export class Workers implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #running: BullmqWorker[] = [];
  #timer?: NodeJS.Timeout;
  #reconciling?: Promise<void>;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly config: JobsConfig,
    private readonly about: ProcessName,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    for (const instance of this.#instances()) {
      const works = worksOf(instance.constructor);
      if (works) this.#running.push(this.#start(works, instance as Worker));
    }
    this.#timer = setInterval(() => void this.reconcile(), this.config.reconcileMs);
    void this.reconcile();
  }

  /** Jobs in work end while the bus and the database are still open. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reconciling;
    await Promise.all(this.#running.map((worker) => worker.close()));
  }

  /** Looks for lost work in every reconciler, one round at a time. */
  reconcile(): Promise<void> {
    this.#reconciling ??= this.#round().finally(() => (this.#reconciling = undefined));
    return this.#reconciling;
  }

  async #round(): Promise<void> {
    for (const instance of this.#instances().filter((found) => reconciles(found.constructor))) {
      await within(ownWork(this.about.value, traceFrom(undefined)), () => (instance as Reconciler).reconcile()).catch(
        (error: unknown) => {
          this.log.error('reconciler failed', error, { reconciler: instance.constructor.name });
        },
      );
    }
  }

  #start(works: { queue: string; concurrency?: number }, instance: Worker): BullmqWorker {
    const worker = new BullmqWorker(
      works.queue,
      (job) => this.#work(works.queue, instance, job.data as Record<string, unknown>),
      {
        connection: queueConnection(this.config.url),
        prefix: `${this.config.prefix}:jobs`,
        concurrency: works.concurrency ?? 4,
        lockDuration: this.config.stalledMs,
        stalledInterval: this.config.stalledMs,
        maxStalledCount: stallsForgiven,
      },
    );
    worker.on('failed', (job, error) =>
      this.log.warn('job failed', { queue: works.queue, job: job?.id, reason: error.message }),
    );
    worker.on('error', (error) => this.log.warn('queue trouble', { queue: works.queue, reason: error.message }));
    return worker;
  }

  async #work(queue: string, instance: Worker, { traceparent, ...data }: Record<string, unknown>): Promise<void> {
    const started = performance.now();
    const context = ownWork(this.about.value, traceFrom(traceparent as string | undefined));
    await within(context, () => untilWon(() => instance.work(data))).catch((error: unknown) => {
      if (!(error instanceof AlreadyHandled)) throw error;
    });
    this.metrics.observe('job_seconds', (performance.now() - started) / 1_000, { queue });
  }

  #instances(): object[] {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    return [...new Set(instances.filter((found): found is object => typeof found === 'object' && found !== null))];
  }
}
