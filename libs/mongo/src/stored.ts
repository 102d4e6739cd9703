import type { Envelope } from '@portico/contracts';
import type { Aggregate, DomainEvent, Refusal, State } from '@portico/kernel';
import type { Publication } from '@portico/service';
import type { Document } from 'mongodb';

/** A fact that waits in its aggregate's document until the stream has it; `at` is the server's time, not the program's. */
export interface OutboxEntry extends Envelope {
  at: Date;
}

/** A command that this aggregate carried out, and the keyed hash of its body. */
export interface HandledCommand {
  id: string;
  bodyHash: string;
  at: Date;
}

/** One aggregate as it lies in its collection; its state stands beside these fields, without its id. */
export interface Stored {
  _id: string;
  version: number;
  outbox: OutboxEntry[];
  handled: HandledCommand[];
  [field: string]: unknown;
}

export interface IndexSpec {
  /** Unique in its database, kebab-case: what a duplicate is told apart by. */
  name: string;
  key: Record<string, 1 | -1>;
  unique?: boolean;
  sparse?: boolean;
  /** Only documents that match are indexed. */
  partial?: Document;
  expireAfterSeconds?: number;
  /** What a second document with the same key is refused with. */
  refusal?: () => Refusal;
}

export interface Codec {
  /** Dotted paths of strings to seal; `*` stands for every element or key: `mobilePhone`, `links.*.phone`. */
  encrypt?: string[];
  /** Stored field → path of the sealed field whose keyed hash it holds, for lookup: `{ taxIdHash: 'taxId' }`. */
  hash?: Record<string, string>;
}

/** How one kind of aggregate is kept. */
export interface StoreSpec<A extends Aggregate<S, E>, S extends State, E extends DomainEvent> {
  collection: string;
  restore(state: S, version: number): A;
  /** What other services are told of a domain event: nothing, one fact or several. */
  publish(event: E, aggregate: A): Publication[];
  codec?: Codec;
  indexes?: IndexSpec[];
}
