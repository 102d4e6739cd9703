import { type Actor, Refusal, refusal } from '@portico/kernel';
import type { Log } from '@portico/service';

export const refusalNotKept = refusal('unavailable', 'refusal-not-kept', 'This cannot be answered right now.');

/** Who was refused, and what. */
export interface Refused {
  refused: Refusal | undefined;
  actor: Actor;
  action: string;
}

/**
 * The error to answer with: what a person in an organization was refused is kept before they hear of it, and the answer
 * names the record; where it cannot be kept, there is no answer. One that has a record already keeps its id.
 */
export async function keptFirst(
  error: unknown,
  { refused, actor: { kind, organizationId }, action }: Refused,
  { keep, log }: { keep: (refused: Refusal, organizationId: string) => Promise<string | undefined>; log: Log },
): Promise<unknown> {
  if (refused?.kind !== 'forbidden' || refused.details.decisionId !== undefined) return error;
  if (kind !== 'user' || organizationId === undefined) return error;
  const { code, message, details } = refused;
  try {
    return new Refusal('forbidden', code, message, { ...details, decisionId: await keep(refused, organizationId) });
  } catch (trouble) {
    log.error('refusal not kept', trouble, { code, action });
    return refusalNotKept({ retryAfter: 1 });
  }
}
