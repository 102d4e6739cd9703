import type { JsMsg } from '@nats-io/jetstream';
import type { Envelope } from '@portico/contracts';
import {
  AlreadyHandled,
  type Cost,
  type DeadLetters,
  type Log,
  type Metrics,
  ownWork,
  traceFrom,
  untilWon,
  within,
} from '@portico/service';
import type { FoundReaction } from './discovery.js';
import { Lanes, Turns } from './lanes.js';
import { isOutage } from './outage.js';

/** Tries before an event becomes a dead letter; the pause before the next one doubles from `firstPause` ms. */
const tries = 5;
const firstPause = 100;
const longestPause = 5_000;
/** A server that is away is waited for much longer: the event is not at fault. Milliseconds. */
const outagePatience = 15 * 60 * 1_000;
/** An event that was handed out so often took its process down with it. */
const mostDeliveries = 50;
const atOnce = 32;

export interface ReactorParts {
  process: string;
  log: Log;
  metrics: Metrics;
  letters: DeadLetters;
  /** Clock of the development or of the world: when a dead letter was kept. */
  now: () => Date;
}

interface Troubles {
  failures: number;
  waits: number;
  since: number;
}

/** Gives events to one reaction: of one aggregate in order, of others side by side; keeps what it cannot take. */
export class Reactor {
  readonly #lanes = new Lanes();
  readonly #turns = new Turns(atOnce);
  readonly #stopping = new AbortController();

  constructor(
    private readonly found: FoundReaction,
    private readonly parts: ReactorParts,
  ) {}

  /** Settles one event: done, kept as a dead letter, or given back when the process ends. */
  take(message: JsMsg): Promise<void> {
    const envelope = envelopeIn(message);
    if (!envelope) return this.#discard(message);
    return this.#lanes.add(envelope.subject, () => this.#settle(message, envelope));
  }

  /** One try; throws what the reaction throws. */
  async run(envelope: Envelope, cost: Cost = { database: 0 }): Promise<void> {
    const { actor, traceparent } = envelope;
    const context = ownWork(this.parts.process, traceFrom(traceparent), actor.userId ?? actor.onBehalfOf);
    const command = { id: `${envelope.id}:${this.found.name}`, bodyHash: 'event' };
    const data = Object.assign(new this.found.to(), envelope.data);
    await within({ ...context, command, cost }, () => untilWon(() => this.found.reaction.react(data, envelope))).catch(
      (error: unknown) => {
        if (!(error instanceof AlreadyHandled)) throw error;
      },
    );
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #settle(message: JsMsg, envelope: Envelope): Promise<void> {
    const troubles: Troubles = { failures: 0, waits: 0, since: performance.now() };
    for (;;) {
      const outcome = await this.#turns.take(() => this.#try(envelope));
      if (outcome === 'done') return message.ack();
      if (outcome === 'stopped') return message.nak();
      const isLast = this.#count(troubles, outcome) || message.info.deliveryCount > mostDeliveries;
      if (isLast && (await this.#keep(envelope, outcome))) return message.term();
      await this.#pause(troubles);
    }
  }

  async #try(envelope: Envelope): Promise<'done' | 'stopped' | Error> {
    if (this.#stopping.signal.aborted) return 'stopped';
    const started = performance.now();
    const cost = { database: 0 };
    const outcome = await this.run(envelope, cost).then(() => 'done' as const, asError);
    this.#note(envelope, outcome, { seconds: (performance.now() - started) / 1_000, ...cost });
    return outcome;
  }

  #note(envelope: Envelope, outcome: 'done' | Error, { seconds, database }: Cost & { seconds: number }): void {
    const { name: reaction } = this.found;
    const facts = { reaction, event: envelope.id, database, traceId: traceFrom(envelope.traceparent).traceId };
    this.parts.metrics.observe('reaction_seconds', seconds, {
      reaction,
      outcome: outcome === 'done' ? 'ok' : 'failed',
    });
    if (outcome === 'done') this.parts.log.info('reaction', facts);
    else this.parts.log.warn('reaction failed', { ...facts, reason: outcome.message });
  }

  /** Whether it was the last try. */
  #count(troubles: Troubles, error: Error): boolean {
    troubles.waits += 1;
    if (isOutage(error)) return performance.now() - troubles.since > outagePatience;
    troubles.failures += 1;
    return troubles.failures >= tries;
  }

  async #keep(envelope: Envelope, error: Error): Promise<boolean> {
    const { name: reaction } = this.found;
    const letter = { id: `${reaction}:${envelope.id}`, reaction, envelope, error: error.message, at: this.parts.now() };
    try {
      await this.parts.letters.keep(letter);
    } catch (failure) {
      this.parts.log.error('dead letter not kept', failure, { reaction, event: envelope.id });
      return false;
    }
    this.parts.metrics.count('dead_letters_total', { reaction });
    this.parts.log.error('dead letter', error, { reaction, event: envelope.id, subject: envelope.subject });
    return true;
  }

  async #pause({ waits }: Troubles): Promise<void> {
    const length = Math.min(longestPause, firstPause * 2 ** (waits - 1));
    const { signal } = this.#stopping;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, length);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  async #discard(message: JsMsg): Promise<void> {
    this.parts.log.error('not an event', new Error('unreadable envelope'), {
      subject: message.subject,
      seq: message.seq,
    });
    this.parts.metrics.count('dead_letters_total', { reaction: this.found.name });
    message.term();
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The event that a message carries; nothing if it carries none. */
export function envelopeIn(message: JsMsg): Envelope | undefined {
  try {
    const envelope = message.json<Envelope>();
    const isWhole =
      typeof envelope?.id === 'string' && typeof envelope.subject === 'string' && typeof envelope.data === 'object';
    return isWhole ? envelope : undefined;
  } catch {
    return undefined;
  }
}
