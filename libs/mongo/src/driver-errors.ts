import { refusal } from '@portico/kernel';
import { MongoBulkWriteError, MongoNetworkError, MongoServerError, MongoSystemError } from 'mongodb';

/** The database does not answer; whether a write was carried out is not known, its repetition will tell. */
export const databaseAway = refusal(
  'unavailable',
  'database-away',
  'The data store does not answer. Please try again.',
);

/** A second document has the key of a unique index; `index` is its name, `_id_` for the document's own id. */
export class DuplicateKey extends Error {
  constructor(
    readonly index: string,
    cause?: unknown,
  ) {
    super(`duplicate key in ${index}`, { cause });
    this.name = 'DuplicateKey';
  }
}

const duplicate = 11_000;

/** mongod: `… index: users-email dup key: { … }`; FerretDB: `… Index 'users-email' …`. */
const forms = [/Index '([^']+)'/, / index: (\S+) dup key/];

function indexNamed(message: string): string {
  for (const form of forms) {
    const name = form.exec(message)?.[1];
    if (name) return name;
  }
  return '';
}

const isAway = (error: unknown): boolean => error instanceof MongoNetworkError || error instanceof MongoSystemError;

/** A driver's error in our words: a duplicate by its index, an absent server as a refusal. */
export function told(error: unknown): unknown {
  if (isAway(error)) {
    return Object.assign(databaseAway({ retryAfter: 1 }), { cause: error });
  }
  if (!(error instanceof MongoServerError) || error.code !== duplicate) return error;
  return new DuplicateKey(indexNamed(error.message), error);
}

/** Of each of so many unordered writes that went together: its error in our words, nothing if it was carried out. */
export function eachTold(error: unknown, writes: number): (Error | undefined)[] {
  const failed = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
  const outcomes = Array.from({ length: writes }, () => (failed.length > 0 ? undefined : asError(told(error))));
  for (const { index, code, errmsg = '' } of failed)
    outcomes[index] = code === duplicate ? new DuplicateKey(indexNamed(errmsg), error) : asError(error);
  return outcomes;
}

/**
 * Carries out unordered writes by one command, each for itself: of each its error, nothing if it was carried out. Where the command
 * failed for no reason of each, one may have kept the others away: they are tried singly.
 */
export async function eachWritten<W>(
  writes: readonly W[],
  write: (writes: readonly W[]) => Promise<unknown>,
): Promise<(Error | undefined)[]> {
  try {
    await write(writes);
    return [];
  } catch (error) {
    const isOfEach = isAway(error) || error instanceof MongoBulkWriteError;
    if (writes.length === 1 || isOfEach) return eachTold(error, writes.length);
    return (await Promise.all(writes.map((one) => eachWritten([one], write)))).map(([each]) => each);
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
