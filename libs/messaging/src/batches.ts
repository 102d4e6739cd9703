import type { Envelope } from '@portico/contracts';
import { type DeadLetters, type Log, type Metrics, ownWork, traceFrom, within } from '@portico/service';
import { isOutage } from './outage.js';
import type { FoundRecorder } from './records.js';

/** Tries before the one fact that cannot be taken becomes a dead letter; the pause doubles from `firstPause` ms. */
const tries = 5;
const firstPause = 100;
const longestPause = 5_000;

export interface BatchParts {
  process: string;
  log: Log;
  metrics: Metrics;
  letters: DeadLetters;
  now: () => Date;
}

/** The process ends, or another replica reads from now on: what is not taken stays in the stream. */
export class Interrupted extends Error {}

/**
 * Gives facts to a recorder, batch after batch. One that it cannot take is found by giving them singly, and is kept as
 * a dead letter; while a server is away all of them wait, as long as it takes.
 */
export class Batches {
  #stop = new AbortController();

  constructor(
    private readonly found: FoundRecorder,
    private readonly parts: BatchParts,
  ) {}

  stop(): void {
    this.#stop.abort();
  }

  resume(): void {
    this.#stop = new AbortController();
  }

  async take(facts: readonly Envelope[]): Promise<void> {
    for (let failures = 0, waits = 0; ; waits += 1) {
      const error = await this.#try(facts);
      if (!error) return;
      if (!isOutage(error)) failures += 1;
      if (failures >= tries) return this.#singly(facts, error);
      await this.#pause(Math.min(longestPause, firstPause * 2 ** waits));
    }
  }

  /** One try; throws what the recorder throws. */
  async run(facts: readonly Envelope[]): Promise<void> {
    const context = ownWork(this.parts.process, traceFrom(facts[0]?.traceparent));
    await within(context, () => this.found.recorder.record(facts));
  }

  async #try(facts: readonly Envelope[]): Promise<Error | undefined> {
    if (this.#stop.signal.aborted) throw new Interrupted();
    const started = performance.now();
    const error = await this.run(facts).then(() => undefined, asError);
    const { name: reaction } = this.found;
    const outcome = error ? 'failed' : 'ok';
    this.parts.metrics.observe('reaction_seconds', (performance.now() - started) / 1_000, { reaction, outcome });
    if (error) this.parts.log.warn('facts not recorded', { reaction, count: facts.length, reason: error.message });
    else this.parts.log.info('facts recorded', { reaction, count: facts.length });
    return error;
  }

  async #singly(facts: readonly Envelope[], error: Error): Promise<void> {
    const [fact] = facts;
    if (facts.length === 1 && fact) return this.#keep(fact, error);
    for (const one of facts) await this.take([one]);
  }

  async #keep(envelope: Envelope, error: Error): Promise<void> {
    const { name: reaction } = this.found;
    const letter = { id: `${reaction}:${envelope.id}`, reaction, envelope, error: error.message, at: this.parts.now() };
    await this.parts.letters.keep(letter);
    this.parts.metrics.count('dead_letters_total', { reaction });
    this.parts.log.error('dead letter', error, { reaction, event: envelope.id, subject: envelope.subject });
  }

  async #pause(length: number): Promise<void> {
    const { signal } = this.#stop;
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
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
