import type { Envelope, EventType } from '@portico/contracts';

/** Sends facts to the stream and returns once they are stored there; the same event id is stored once. */
export abstract class EventPublisher {
  abstract publish(envelopes: readonly Envelope[]): Promise<void>;
}

/** A fact as the domain's adapter hands it to the store; the store adds id, order, time and actor. */
export interface Publication<T extends object = object> {
  type: EventType<T>;
  data: T;
}

export interface DeadLetter {
  /** `<reaction>:<event id>`. */
  id: string;
  reaction: string;
  envelope: Envelope;
  error: string;
  at: Date;
}

/** Events that a reaction could not take after its last try; kept until an operator drives them again. */
export abstract class DeadLetters {
  abstract keep(letter: DeadLetter): Promise<void>;
  /** Takes the letters of a reaction (all reactions when none is named), oldest first. */
  abstract list(reaction?: string): Promise<DeadLetter[]>;
  abstract drop(id: string): Promise<void>;
}
