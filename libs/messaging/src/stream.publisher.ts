import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { NoRespondersError } from '@nats-io/transport-node';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Envelope } from '@portico/contracts';
import { EventPublisher, Log } from '@portico/service';
import { Connection } from './connection.js';
import { Messaging } from './options.js';
import { ensureStream, mustSyncAlways, streamOf } from './stream.js';

/** `portico.identity.user-registered.v1` lies on `identity.event.user-registered.v1`. */
export const subjectOf = (type: string): string => type.replace(/^portico\.([^.]+)\./, '$1.event.');

/** Nobody listens on the subject: there is no stream for it, or JetStream is not up yet. */
const isUnheard = (error: unknown): boolean =>
  error instanceof NoRespondersError || (error instanceof Error && isUnheard(error.cause));

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
    try {
      await Promise.all(envelopes.map((envelope) => this.#publish(envelope)));
    } catch (error) {
      await this.#restore(error);
      throw error;
    }
  }

  /** A stream that was lost with its server's disk is made again; whoever publishes tries again. */
  async #restore(error: unknown): Promise<void> {
    if (!isUnheard(error) || !this.messaging.options.serves) return;
    this.log.warn('no stream takes events', { stream: streamOf(this.messaging.options.process) });
    await ensureStream(this.connection, this.messaging.options).catch((failure: unknown) =>
      this.log.warn('the stream could not be made', { reason: String(failure) }),
    );
  }

  async #publish(envelope: Envelope): Promise<void> {
    await this.#stream.publish(subjectOf(envelope.type), JSON.stringify(envelope), { msgID: envelope.id });
  }
}
