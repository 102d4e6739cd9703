import { idFrom, newId } from '@portico/kernel';
import { AlreadyHandled, currentContext } from '@portico/service';

/** The id of what the command at hand makes: the same when the command is repeated. */
export function idOfCommand(kind: string): string {
  const command = currentContext()?.command;
  return command ? idFrom(kind, command.id) : newId();
}

/** Aggregates that the command at hand acted on when it was here before. */
const repeated = new WeakSet<object>();

export const isRepeated = (aggregate: object): boolean => repeated.has(aggregate);

/** What was found, also where the command at hand was here before. */
export async function evenIfHandled<A extends object>(found: Promise<A | undefined>): Promise<A | undefined> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof AlreadyHandled)) throw error;
    repeated.add(error.aggregate);
    return error.aggregate as unknown as A;
  }
}
