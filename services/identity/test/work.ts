import { type Actor, idFrom, system } from '@portico/kernel';
import { AlreadyHandled, untilWon, within } from '@portico/service';

/** A message with its actor, as the transport hands it over. */
export const from = <M extends object>(type: new () => M, fields: object, actor: Actor = { kind: 'anonymous' }): M =>
  Object.defineProperty(Object.assign(new type(), fields), 'actor', { value: actor });

interface Handles<M, R> {
  execute(message: M): Promise<R>;
  answer?(aggregate: never, message: M): R;
}

/** Carries out a command as the transport does: again after a lost race, answered from the aggregate when repeated. */
export function asCommand<M extends object, R>(id: string, handler: Handles<M, R>, message: M): Promise<R> {
  return inContext({ id, bodyHash: idFrom('body', JSON.stringify(message)) }, async () => {
    try {
      return await untilWon(() => handler.execute(message));
    } catch (error) {
      if (!(error instanceof AlreadyHandled) || !handler.answer) throw error;
      return handler.answer(error.aggregate as never, message);
    }
  });
}

/** Gives an event to a reaction as messaging does; the same event id again is a repeat. */
export function asEvent(id: string, react: () => Promise<void>): Promise<void> {
  return inContext({ id, bodyHash: 'event' }, () =>
    untilWon(react).catch((error: unknown) => {
      if (!(error instanceof AlreadyHandled)) throw error;
    }),
  );
}

export function inContext<T>(
  command: { id: string; bodyHash: string } | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const trace = { traceId: '0'.repeat(32), spanId: '0'.repeat(16) };
  return within({ actor: system('identity'), trace, command, deadline: performance.now() + 20_000 }, work);
}
