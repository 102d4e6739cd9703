import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Envelope } from '@portico/contracts';
import { Clock, newId } from '@portico/kernel';
import { DeadLetters, Log, Metrics, StreamPlaces } from '@portico/service';
import { Batches } from './batches.js';
import { Connection } from './connection.js';
import { Messaging } from './options.js';
import { Recording } from './recording.js';
import { type FoundRecorder, recordersIn } from './records.js';
import { streamOf } from './stream.js';

interface Running {
  name: string;
  batches: Batches;
  recording: Recording;
  done?: Promise<void>;
}

/** Runs every class marked `@Records`, a reader for each of its streams. */
@Injectable()
export class Recordings implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #replica = newId();
  #running: Running[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly connection: Connection,
    private readonly messaging: Messaging,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    @Optional() private readonly letters?: DeadLetters,
    @Optional() private readonly places?: StreamPlaces,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.messaging.options.serves) return;
    this.#running = recordersIn(this.discovery).flatMap((found) => this.#prepare(found));
    for (const running of this.#running) running.done = running.recording.run();
  }

  /** The batch in work ends; the turns go to whoever goes on. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#running.map(({ recording }) => recording.stop()));
    await Promise.all(this.#running.map(async ({ done }) => done));
  }

  has(name: string): boolean {
    return this.#running.some((each) => each.name === name);
  }

  /** One try of a recorder on a fact; throws what it throws. */
  async run(name: string, envelope: Envelope): Promise<void> {
    await this.#running.find((each) => each.name === name)?.batches.run([envelope]);
  }

  #prepare(found: FoundRecorder): Running[] {
    const { letters, places, log, metrics, connection } = this;
    if (!letters || !places) throw new Error(`${found.name} needs a store of dead letters and of places`);
    const { process } = this.messaging.options;
    const now = () => this.clock.now();
    return found.services.map((service) => {
      const batches = new Batches(found, { process, log, metrics, letters, now });
      const parts = { connection, places, replica: this.#replica, log, metrics };
      return { name: found.name, batches, recording: new Recording(streamOf(service), batches, parts) };
    });
  }
}
