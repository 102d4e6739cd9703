import type { Command, Query } from '@portico/contracts';
import { type Actor, refusal } from '@portico/kernel';

export interface SendOptions {
  /** Who asks. Left out: at the edge the actor of the context, in a service the service itself on that actor's behalf. */
  as?: Actor;
  /** Left out: derived from the command at hand, so that doing it again asks again with the same id; else new. */
  commandId?: string;
  /** Keyed hash of what the caller sent: the same id with another body is refused. Left out: computed here. */
  bodyHash?: string;
  traceparent?: string;
  /** How long one try may take, in milliseconds; 5,000 unless told, and never past the deadline of the context. */
  timeoutMs?: number;
}

/** Asks the service that owns a message. Throws its `Refusal`, or `RemoteFailure` when it broke. */
export abstract class Bus {
  abstract send<R>(message: Command<R> | Query<R>, options?: SendOptions): Promise<R>;
}

/** Nobody answers this subject now; nothing was done. */
export const notServed = refusal('unavailable', 'unavailable', 'This part of the system is not available right now.');

/** No answer in time. Whether a command was done is not known: asking again with its id tells. */
export const noAnswer = refusal('unavailable', 'timeout', 'The system took too long to answer. Please try again.');

/** The process has as much to do as it takes on; nothing was done. */
export const busy = refusal('unavailable', 'busy', 'The system is busy right now. Please try again in a moment.');

/** The other side broke while it worked; what happened stands in its log, under the trace. */
export class RemoteFailure extends Error {
  constructor(
    readonly subject: string,
    readonly traceId: string,
  ) {
    super(`${subject} failed, trace ${traceId}`);
    this.name = 'RemoteFailure';
  }
}
