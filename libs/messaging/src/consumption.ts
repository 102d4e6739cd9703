import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Log } from '@portico/service';
import type { Connection } from './connection.js';

/** Milliseconds: when an event that nobody says is in work goes to another replica, and how often that is said. */
const ackWait = 10_000;
const sign = ackWait / 4;
/** Milliseconds between tries to bind while the stream is not there yet. */
const rebind = 250;

export interface Source {
  stream: string;
  subject: string;
  /** Name of the durable consumer, shared by all replicas. */
  durable: string;
}

/** Reads a durable consumer for as long as the process lives, and tells the server of what is still in work. */
export class Consumption {
  readonly #held = new Set<JsMsg>();
  #signs?: NodeJS.Timeout;
  #messages?: ConsumerMessages;
  #isBound = false;
  #isStopping = false;

  constructor(
    private readonly connection: Connection,
    private readonly source: Source,
    private readonly log: Log,
  ) {}

  get isBound(): boolean {
    return this.#isBound;
  }

  /** Hands over each event until `stop`; the promise of `take` ends when the event is settled. */
  async run(take: (message: JsMsg) => Promise<void>): Promise<void> {
    this.#signs = setInterval(() => this.#held.forEach((message) => message.working()), sign);
    while (!this.#isStopping) {
      await this.#read(take).catch((error: unknown) => this.#lost(error));
      this.#isBound = false;
      if (!this.#isStopping) await new Promise((resolve) => setTimeout(resolve, rebind));
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#messages?.close();
  }

  /** After the last event in work is settled. */
  end(): void {
    clearInterval(this.#signs);
  }

  async #read(take: (message: JsMsg) => Promise<void>): Promise<void> {
    this.#messages = await this.#bind();
    this.#isBound = true;
    if (this.#isStopping) await this.#messages.close();
    for await (const message of this.#messages) {
      this.#held.add(message);
      void take(message).finally(() => this.#held.delete(message));
    }
  }

  async #bind(): Promise<ConsumerMessages> {
    const { stream, subject, durable } = this.source;
    const manager = await jetstreamManager(this.connection.nats);
    await manager.consumers.add(stream, {
      durable_name: durable,
      filter_subject: subject,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ackWait),
      deliver_policy: DeliverPolicy.All,
      max_ack_pending: 256,
    });
    const consumer = await jetstream(this.connection.nats).consumers.get(stream, durable);
    return consumer.consume({ max_messages: 64, abort_on_missing_resource: true });
  }

  #lost(error: unknown): void {
    if (this.#isStopping) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.log.warn('not reading events', { consumer: this.source.durable, reason });
  }
}
