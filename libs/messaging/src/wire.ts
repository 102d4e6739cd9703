import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { Refusal, type RefusalData } from '@portico/kernel';
import { type Trace, traceFrom, traceparent } from '@portico/service';
import { RemoteFailure } from './bus.js';

/** What travels beside a request's body. */
export interface Heading {
  claim: string;
  trace: Trace;
  command?: { id: string; bodyHash: string };
  /** Milliseconds that the caller waits. */
  budget: number;
}

const names = {
  claim: 'Portico-Claim',
  command: 'Portico-Command',
  body: 'Portico-Body',
  budget: 'Portico-Budget',
  trace: 'traceparent',
} as const;

/** What a caller may ask for, in milliseconds. */
const budgets = { least: 1, most: 60_000, usual: 10_000 };

export function headersOf({ claim, trace, command, budget }: Heading): MsgHdrs {
  const lines = headers();
  lines.set(names.claim, claim);
  lines.set(names.trace, traceparent(trace));
  lines.set(names.budget, String(Math.round(budget)));
  if (command) {
    lines.set(names.command, command.id);
    lines.set(names.body, command.bodyHash);
  }
  return lines;
}

export function headingOf({ headers: lines }: Msg): Heading {
  const id = lines?.get(names.command);
  const asked = Number(lines?.get(names.budget)) || budgets.usual;
  return {
    claim: lines?.get(names.claim) ?? '',
    trace: traceFrom(lines?.get(names.trace)),
    command: id ? { id, bodyHash: lines?.get(names.body) ?? '' } : undefined,
    budget: Math.min(budgets.most, Math.max(budgets.least, asked)),
  };
}

/** A reply on the wire: the answer, a refusal whole, or the bare fact of a failure. */
export type Reply = { ok: unknown } | { refusal: RefusalData } | { failure: { traceId: string } };

export const replyWith = (reply: Reply): string => JSON.stringify(reply);

/** The answer, or what the other side threw, as this side's error. */
export function answerIn<R>(subject: string, data: string): R {
  const reply = JSON.parse(data) as Reply;
  if ('refusal' in reply) throw Refusal.from(reply.refusal);
  if ('failure' in reply) throw new RemoteFailure(subject, reply.failure.traceId);
  return reply.ok as R;
}
