import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { EventPublisher, Log } from '@portico/service';
import { Connection } from './connection.js';
import { Messaging } from './options.js';
import { ensureStream, mustSyncAlways } from './stream.js';

/** `portico.identity.user-registered.v1` lies on `identity.event.user-registered.v1`. */
export const subjectOf = (type: string): string => type.replace(/^portico\.([^.]+)\./, '$1.event.');

/** Puts events on this process's stream and waits until the server has stored each one. */
@Injectable()
export class StreamPublisher extends EventPublisher implements OnModuleInit {
  readonly #stream: JetStreamClient;

  constructor(
    private readonly connection: Connection,
    private readonly messaging: Messaging,
    private readonly log: Log,
  ) {
    super();
    this.#stream = jetstream(connection.nats);
  }

  async onModuleInit(): Promise<void> {
    if (!this.messaging.options.serves) return;
    await mustSyncAlways(this.messaging.options, this.log);
    await ensureStream(this.connection, this.messaging.options);
  }

  async publish(envelopes: readonly Envelope[]): Promise<void> {
    await Promise.all(envelopes.map((envelope) => this.#publish(envelope)));
  }

  async #publish(envelope: Envelope): Promise<void> {
    await this.#stream.publish(subjectOf(envelope.type), JSON.stringify(envelope), { msgID: envelope.id });
  }
}
