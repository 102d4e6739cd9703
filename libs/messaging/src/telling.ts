import type { Msg, Subscription } from '@nats-io/transport-node';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { Log, Unpublished } from '@portico/service';
import { Connection } from './connection.js';
import { Messaging } from './options.js';

/** Where a service is asked how far its facts have come. No message with a claim: who may ask and answer there, the bus says. */
export const factsTold = (service: string): string => `portico.facts-told.${service}`;

/** Says to whoever keeps a copy how old a fact may be that this service saved and the stream does not have; one replica answers for all. */
@Injectable()
export class Telling implements OnApplicationBootstrap, OnModuleDestroy {
  #subscription?: Subscription;

  constructor(
    private readonly connection: Connection,
    private readonly messaging: Messaging,
    private readonly log: Log,
    @Optional() private readonly unpublished?: Unpublished,
  ) {}

  onApplicationBootstrap(): void {
    const { process: queue } = this.messaging.options;
    const callback = (error: Error | null, msg: Msg): void => {
      if (error) this.log.error('subscription failed', error, { subject: factsTold(queue) });
      else void this.#answer(msg);
    };
    this.#subscription = this.connection.nats.subscribe(factsTold(queue), { queue, callback });
  }

  async onModuleDestroy(): Promise<void> {
    if (!this.connection.nats.isClosed()) await this.#subscription?.drain();
  }

  /** Where nothing has an outbox nothing waits. Who cannot say so is silent. */
  async #answer(msg: Msg): Promise<void> {
    try {
      msg.respond(String((await this.unpublished?.age()) ?? 0));
    } catch (error) {
      this.log.warn('not known whether facts wait', { reason: String(error) });
    }
  }
}
