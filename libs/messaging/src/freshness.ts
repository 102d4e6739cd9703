import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Readiness } from '@portico/service';
import { Connection } from './connection.js';
import type { Source } from './consumption.js';
import { Lag } from './lag.js';
import { Told } from './told.js';

/** Milliseconds between two looks while somebody waits. */
const pause = 50;

/** Whether what a reaction keeps is as new as it promised (`@Reacts(…, { within })`); readiness says when it is not. */
@Injectable()
export class Freshness implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #lags = new Map<string, Lag>();
  readonly #told = new Map<string, Told>();

  constructor(
    private readonly connection: Connection,
    private readonly readiness: Readiness,
  ) {}

  /** Called for each reaction that promises it; `limit` in milliseconds. */
  watch(reaction: string, source: Source, limit: number): void {
    const lag = new Lag(this.connection, source, this.#toldBy(source, limit), limit);
    this.#lags.set(reaction, lag);
    this.readiness.add({ name: `fresh ${reaction}`, check: () => check(lag) });
  }

  onApplicationBootstrap(): void {
    for (const each of [...this.#told.values(), ...this.#lags.values()]) each.start();
  }

  onModuleDestroy(): void {
    for (const each of [...this.#told.values(), ...this.#lags.values()]) each.stop();
  }

  /** Everything its service saved longer ago than the limit was taken, and service and server said so within it. */
  isFresh(reaction: string): boolean {
    return this.#lag(reaction).isFresh;
  }

  /** Waits until no event is left for the reaction; false when that took longer than `patience` milliseconds. */
  async caughtUp(reaction: string, patience: number): Promise<boolean> {
    const lag = this.#lag(reaction);
    for (const until = performance.now() + patience; performance.now() < until;) {
      if ((await lag.look()) === 0) return true;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return false;
  }

  /** One service is asked once for all its reactions, as often as the first of them needs it. */
  #toldBy({ subject }: Source, limit: number): Told {
    const service = subject.split('.', 1)[0] ?? '';
    const told = this.#told.get(service) ?? new Told(this.connection, service, limit);
    this.#told.set(service, told);
    return told;
  }

  #lag(reaction: string): Lag {
    const lag = this.#lags.get(reaction);
    if (!lag) throw new Error(`nobody watches how far ${reaction} is behind`);
    return lag;
  }
}

async function check({ trouble }: Lag): Promise<void> {
  if (trouble) throw new Error(trouble);
}
