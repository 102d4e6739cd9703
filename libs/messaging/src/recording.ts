import { setTimeout as pause } from 'node:timers/promises';
import { type ConsumerMessages, DeliverPolicy, jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import type { Log, Metrics, StreamPlace, StreamPlaces } from '@portico/service';
import { type Batches, Interrupted } from './batches.js';
import type { Connection } from './connection.js';
import { envelopeIn } from './reactor.js';

/** Milliseconds: how long a turn lasts unless it is kept, and how often it is kept or asked for. */
const turn = 5_000;
const keep = turn / 4;
/** Milliseconds for which facts are gathered: many cost the database what one does. */
const gathering = 100;
/** Facts given to the recorder at once, and read ahead of it at most. */
const atOnce = 256;
const ahead = 1_024;

export interface RecordingParts {
  connection: Connection;
  places: StreamPlaces;
  replica: string;
  log: Log;
  metrics: Metrics;
}

/**
 * Reads one stream from its place, in order, while it is this replica's turn. Whoever gives a fact to the recorder has
 * seen everything before it recorded, so even two readers at once (a turn that was lost unnoticed) keep the order; that
 * each fact counts once is the recorder's part.
 */
export class Recording {
  readonly #waiting: JsMsg[] = [];
  #draining?: Promise<void>;
  #messages?: ConsumerMessages;
  #origin = '';
  #trouble = '';
  #isStopping = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly stream: string,
    private readonly batches: Batches,
    private readonly parts: RecordingParts,
  ) {}

  /** Until `stop`. */
  async run(): Promise<void> {
    const { places, replica } = this.parts;
    while (!this.#isStopping) {
      const place = await this.#turn();
      if (place) await this.#read(place).catch((error: unknown) => this.#lost(error));
      if (!this.#isStopping) await this.#pause();
    }
    await places.leave(this.stream, replica).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    this.batches.stop();
    await this.#messages?.close();
  }

  /** A turn is asked for only by who hears the stream. */
  async #turn(): Promise<StreamPlace | undefined> {
    const { connection, places, replica } = this.parts;
    if (!connection.isUp) return undefined;
    return places.take(this.stream, replica, turn).catch(() => undefined);
  }

  async #read(place: StreamPlace): Promise<void> {
    this.#messages = await this.#from(place);
    if (this.#isStopping) await this.#messages.close();
    const keeping = setInterval(() => void this.#keep(), keep);
    this.batches.resume();
    this.#trouble = '';
    try {
      for await (const message of this.#messages) await this.#add(message);
    } finally {
      clearInterval(keeping);
      this.batches.stop();
      await this.#draining;
      this.#waiting.length = 0;
    }
  }

  async #from(place: StreamPlace): Promise<ConsumerMessages> {
    const { nats } = this.parts.connection;
    const manager = await jetstreamManager(nats, { checkAPI: false });
    this.#origin = (await manager.streams.info(this.stream)).created;
    const from = place.origin === this.#origin ? place.seq + 1 : 1;
    const consumer = await jetstream(nats).consumers.get(this.stream, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: from,
    });
    return consumer.consume({ max_messages: atOnce * 2, abort_on_missing_resource: true });
  }

  async #add(message: JsMsg): Promise<void> {
    this.#waiting.push(message);
    this.#draining ??= this.#drain().finally(() => (this.#draining = undefined));
    if (this.#waiting.length >= ahead) await this.#draining;
  }

  /** What came while a batch was recorded is the next one. */
  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#settle(await this.#gathered());
    } catch (error) {
      this.#lost(error);
      await this.#messages?.close();
    }
  }

  async #gathered(): Promise<JsMsg[]> {
    if (this.#waiting.length < atOnce) await pause(gathering);
    return this.#waiting.splice(0, atOnce);
  }

  async #settle(messages: JsMsg[]): Promise<void> {
    const { places, replica, metrics } = this.parts;
    const facts = messages.flatMap((message) => envelopeIn(message) ?? this.#discarded(message));
    if (facts.length > 0) await this.batches.take(facts);
    const last = messages.at(-1);
    const seq = last?.seq ?? 0;
    if (!(await places.reach(this.stream, replica, { origin: this.#origin, seq }))) throw new Interrupted();
    metrics.gauge('recording_behind', last?.info.pending ?? 0, { stream: this.stream });
  }

  #discarded(message: JsMsg): [] {
    const facts = { subject: message.subject, seq: message.seq };
    this.parts.log.error('not an event', new Error('unreadable envelope'), facts);
    return [];
  }

  /** Where the turn cannot be kept the reading ends; what was read in vain is read again. */
  async #keep(): Promise<void> {
    if (await this.#turn()) return;
    this.batches.stop();
    await this.#messages?.close();
  }

  /** Told once: a stream may be missing for long, because its service never ran. */
  #lost(error: unknown): void {
    if (this.#isStopping || error instanceof Interrupted) return;
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== this.#trouble) this.parts.log.warn('not recording', { stream: this.stream, reason });
    this.#trouble = reason;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, keep);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
