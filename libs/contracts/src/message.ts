import { Command as CqrsCommand, Query as CqrsQuery } from '@nestjs/cqrs';
import type { Actor } from '@portico/kernel';

/** The wire's view of a message class: where it is sent, and the class of what it answers. */
export interface MessageType<T extends object = object> {
  new (): T;
  readonly subject: string;
  readonly result: (new () => object) | undefined;
  /** Sent by our own processes only: no route leads to it. */
  readonly internal?: boolean;
}

/** A message that changes state. `actor` is set by the transport from the verified claim, never from the body. */
export abstract class Command<R> extends CqrsCommand<R> {
  declare readonly actor: Actor;
}

/** A message that reads. */
export abstract class Query<R> extends CqrsQuery<R> {
  declare readonly actor: Actor;
}
