import { type Actor, system } from '@portico/kernel';
import { AlreadyHandled, untilWon, within } from '@portico/service';

/** A message with its actor, as the transport hands it over. */
export const from = <M extends object>(message: M, actor: Actor): M =>
  Object.defineProperty(message, 'actor', { value: actor });

/** The person with an organization in view. */
export const person = (userId: string, inView: { organizationId?: string; memberId?: string } = {}): Actor => ({
  kind: 'user',
  userId,
  ...inView,
});

export interface Once<T> {
  /** Of the command, or of the event and its reaction: the same id again is a repeat. */
  id: string;
  bodyHash?: string;
  answer?: (aggregate: never) => T;
}

/** Carries out work as the transport does: again after a lost race, and answered from the aggregate when it is a repeat. */
export function asCommand<T>(
  { id, bodyHash = 'body', answer }: Once<T>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const trace = { traceId: '0'.repeat(32), spanId: '0'.repeat(16) };
  const deadline = performance.now() + 60_000;
  return within({ actor: system('identity'), trace, command: { id, bodyHash }, deadline }, async () => {
    try {
      return await untilWon(work);
    } catch (error) {
      if (error instanceof AlreadyHandled) return answer?.(error.aggregate as never);
      throw error;
    }
  });
}
