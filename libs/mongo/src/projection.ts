import type { Collection, Document } from 'mongodb';
import { ensureIndexes } from './indexes.js';
import type { Mongo } from './mongo.js';
import type { IndexSpec } from './stored.js';

/** Documents made of facts that others told: without version or outbox; can be thrown away and made again. */
export abstract class Projection<T extends Document> {
  readonly collection: Collection<T>;

  constructor(mongo: Mongo, name: string, indexes: readonly IndexSpec[]) {
    this.collection = mongo.collection<T>(name);
    const ensure = () => ensureIndexes(this.collection, indexes);
    mongo.keep({ collection: name, hasOutbox: false, ensure });
  }
}
