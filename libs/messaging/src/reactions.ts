import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Envelope } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { DeadLetters, Log, Metrics, Readiness } from '@portico/service';
import { Connection } from './connection.js';
import { Consumption } from './consumption.js';
import { type FoundReaction, reactionsIn } from './discovery.js';
import { Freshness } from './freshness.js';
import { InFlight } from './in-flight.js';
import { Messaging } from './options.js';
import { Reactor } from './reactor.js';
import { streamOf } from './stream.js';

interface Running {
  name: string;
  reactor: Reactor;
  consumption: Consumption;
}

/** Runs every class marked `@Reacts`, each on a durable consumer of its own. */
@Injectable()
export class Reactions implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  readonly #inFlight = new InFlight();
  #running: Running[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly connection: Connection,
    private readonly messaging: Messaging,
    private readonly readiness: Readiness,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly freshness: Freshness,
    @Optional() private readonly letters?: DeadLetters,
  ) {}

  onModuleInit(): void {
    if (!this.messaging.options.serves) return;
    this.#running = reactionsIn(this.discovery).map((found) => this.#prepare(found));
    if (this.#running.length === 0) return;
    this.readiness.add({ name: 'reactions', check: () => this.#check() });
  }

  onApplicationBootstrap(): void {
    for (const { reactor, consumption } of this.#running) {
      void consumption.run((message) => {
        const settled = reactor.take(message);
        this.#inFlight.add(settled);
        return settled;
      });
    }
  }

  /** Takes no more events, lets what is in work end, and gives back what waits. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#running.map(({ consumption }) => consumption.stop()));
    for (const { reactor } of this.#running) reactor.stop();
    await this.#inFlight.empty();
    for (const { consumption } of this.#running) consumption.end();
  }

  /** One try of a reaction on an event; throws what it throws. */
  async run(name: string, envelope: Envelope): Promise<void> {
    const found = this.#running.find((each) => each.name === name);
    if (!found) throw new Error(`there is no reaction ${name}`);
    await found.reactor.run(envelope);
  }

  #prepare(found: FoundReaction): Running {
    if (!this.letters) throw new Error(`the reaction ${found.name} needs a store of dead letters`);
    const { process } = this.messaging.options;
    const parts = { process, log: this.log, metrics: this.metrics, letters: this.letters, now: () => this.clock.now() };
    const { subject } = found.to;
    const source = { stream: streamOf(subject.split('.', 1)[0] ?? ''), subject, durable: `${process}-${found.name}` };
    const consumption = new Consumption(this.connection, source, this.log);
    if (found.within !== undefined) this.freshness.watch(found.name, source, found.within);
    return { name: found.name, reactor: new Reactor(found, parts), consumption };
  }

  async #check(): Promise<void> {
    const unbound = this.#running.filter(({ consumption }) => !consumption.isBound);
    if (unbound.length > 0) throw new Error(`not reading events: ${unbound.map(({ name }) => name).join(', ')}`);
  }
}
