import { refusal } from '@portico/kernel';
import { MongoNetworkError, MongoServerError, MongoSystemError } from 'mongodb';

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

/** mongod: `… index: users-email dup key: { … }`; FerretDB: `… Index 'users-email' …`. */
const forms = [/Index '([^']+)'/, / index: (\S+) dup key/];

function indexNamed(error: MongoServerError): string {
  for (const form of forms) {
    const name = form.exec(error.message)?.[1];
    if (name) return name;
  }
  return '';
}

/** A driver's error in our words: a duplicate by its index, an absent server as a refusal. */
export function told(error: unknown): unknown {
  if (error instanceof MongoNetworkError || error instanceof MongoSystemError) {
    return Object.assign(databaseAway({ retryAfter: 1 }), { cause: error });
  }
  if (!(error instanceof MongoServerError) || error.code !== 11000) return error;
  return new DuplicateKey(indexNamed(error), error);
}
