import type { Envelope, EventType } from '@portico/contracts';

/** Sends facts to the stream and returns once they are stored there; the same event id is stored once. */
export abstract class EventPublisher {
  abstract publish(envelopes: readonly Envelope[]): Promise<void>;
}

/** What was saved here and is not on the stream yet. */
export abstract class Unpublished {
  /** Everything that any replica saved earlier than this many milliseconds ago is on the stream; infinite where that is not known. */
  abstract age(): Promise<number>;
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

/** How far a stream was read; `origin` tells a stream from one of its name that was made anew. */
export interface StreamPlace {
  origin: string;
  seq: number;
}

/** Where the reading of whole streams stands, and which replica's turn it is: one reads a stream at a time. */
export abstract class StreamPlaces {
  /** Takes or keeps the turn for `length` milliseconds; `undefined` while it is another replica's. */
  abstract take(stream: string, replica: string, length: number): Promise<StreamPlace | undefined>;
  /** Whether the place was kept: a replica whose turn went to another keeps none. */
  abstract reach(stream: string, replica: string, place: StreamPlace): Promise<boolean>;
  abstract leave(stream: string, replica: string): Promise<void>;
}
