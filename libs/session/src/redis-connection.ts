import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { refusal } from '@portico/kernel';
import { Log, ProcessConfig, Readiness } from '@portico/service';
import { Redis } from 'ioredis';
import { weaknessesOf } from './durability.js';

/** Redis does not answer at the moment; nothing is known to have been done. */
export const redisUnavailable = refusal(
  'unavailable',
  'unavailable',
  'This part of the portal is not available at the moment. Please try again shortly.',
);

export abstract class RedisOptions {
  abstract readonly url: string;
  /** What every key begins with. */
  abstract readonly prefix: string;
}

/** How long a process waits for Redis while it boots, in milliseconds. */
const bootPatience = 15_000;

/** Longest wait for one answer, in milliseconds. */
const commandPatience = 2_000;

/** The one connection of a process to Redis: refuses at once while it is down, and comes back by itself. */
@Injectable()
export class RedisConnection implements OnModuleInit, OnModuleDestroy {
  readonly client: Redis;
  #gathering = false;

  constructor(
    private readonly options: RedisOptions,
    private readonly readiness: Readiness,
    private readonly config: ProcessConfig,
    private readonly log: Log,
  ) {
    this.client = new Redis(options.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: commandPatience,
      retryStrategy: (times) => Math.min(20 * times, 500),
    });
    this.client.on('error', () => undefined);
  }

  key(...parts: string[]): string {
    return [this.options.prefix, ...parts].join(':');
  }

  /** Works with the server, or refuses `unavailable`. */
  async use<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    this.#gather();
    try {
      return await work(this.client);
    } catch (error) {
      throw isOutage(error) ? redisUnavailable({ retryAfter: 1 }) : error;
    }
  }

  async onModuleInit(): Promise<void> {
    await this.#connected();
    this.readiness.add({ name: 'redis', check: async () => void (await this.client.ping()) });
    await this.#judge();
  }

  onModuleDestroy(): void {
    this.client.disconnect();
  }

  /** What is asked in one turn of the event loop travels in one write: the writes are most of what a command costs. */
  #gather(): void {
    const { stream, status } = this.client;
    if (this.#gathering || status !== 'ready') return;
    this.#gathering = true;
    stream.cork();
    setImmediate(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }

  async #connected(): Promise<void> {
    this.client.connect().catch(() => undefined);
    const until = performance.now() + bootPatience;
    while (this.client.status !== 'ready') {
      if (performance.now() > until) throw new Error(`Redis does not answer at ${new URL(this.options.url).host}`);
      await pause(5);
    }
  }

  /** Sessions and queues must survive a crash, and must never be evicted. */
  async #judge(): Promise<void> {
    const weaknesses = await weaknessesOf(this.client);
    if (weaknesses.length === 0) return;
    const sentence = `Redis must be run with appendonly yes and maxmemory-policy noeviction: ${weaknesses.join(', ')}`;
    if (this.config.isProduction) throw new Error(sentence);
    this.log.warn(sentence);
  }
}

const passing = /^(?:LOADING|READONLY|OOM|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY)\b/;

/** The server is away, or says itself that it cannot work now; any other answer of it is a fault of ours. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name !== 'ReplyError' || passing.test(error.message);
}
