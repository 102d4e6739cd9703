import { Injectable } from '@nestjs/common';
import { DeadLetters, type DeadLetter } from '@portico/service';
import type { Collection } from 'mongodb';
import { Mongo } from './mongo.js';

type StoredLetter = Omit<DeadLetter, 'id'> & { _id: string };

/** Dead letters in the service's own database, collection `dead-letters`. */
@Injectable()
export class MongoDeadLetters extends DeadLetters {
  readonly #letters: Collection<StoredLetter>;

  constructor(mongo: Mongo) {
    super();
    this.#letters = mongo.collection<StoredLetter>('dead-letters');
  }

  async keep({ id, ...letter }: DeadLetter): Promise<void> {
    await this.#letters.updateOne({ _id: id }, { $set: letter }, { upsert: true, ignoreUndefined: true });
  }

  async list(reaction?: string): Promise<DeadLetter[]> {
    const filter = reaction === undefined ? {} : { reaction };
    const letters = await this.#letters.find(filter).toArray();
    return letters
      .map(({ _id, ...letter }) => ({ ...letter, id: _id }))
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }

  async drop(id: string): Promise<void> {
    await this.#letters.deleteOne({ _id: id });
  }
}
