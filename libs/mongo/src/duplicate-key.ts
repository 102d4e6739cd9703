import { MongoServerError } from 'mongodb';

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

/** The same error, told by index name where it is a duplicate key. */
export function toldByIndex(error: unknown): unknown {
  if (!(error instanceof MongoServerError) || error.code !== 11000) return error;
  return new DuplicateKey(indexNamed(error), error);
}
