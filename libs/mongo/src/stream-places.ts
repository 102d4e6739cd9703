import { Injectable } from '@nestjs/common';
import { SystemClock } from '@portico/kernel';
import { type StreamPlace, StreamPlaces } from '@portico/service';
import type { Collection } from 'mongodb';
import { DuplicateKey, told } from './driver-errors.js';
import { Mongo } from './mongo.js';

interface StoredPlace extends Partial<StreamPlace> {
  _id: string;
  replica: string;
  until: Date;
}

/** Turns are counted in real time, also where the program's clock was moved. */
const realTime = new SystemClock();
const over = new Date(0);

/** Places in the service's own database, collection `stream-places`: one document a stream. */
@Injectable()
export class MongoStreamPlaces extends StreamPlaces {
  readonly #places: Collection<StoredPlace>;

  constructor(mongo: Mongo) {
    super();
    this.#places = mongo.collection<StoredPlace>('stream-places');
  }

  async take(stream: string, replica: string, length: number): Promise<StreamPlace | undefined> {
    const now = realTime.now();
    const turn = { replica, until: new Date(now.getTime() + length) };
    const free = { _id: stream, $or: [{ replica }, { until: { $lt: now } }] };
    const taken = await this.#places.findOneAndUpdate(free, { $set: turn }, { returnDocument: 'after' });
    if (taken) return { origin: taken.origin ?? '', seq: taken.seq ?? 0 };
    return this.#begin({ _id: stream, ...turn });
  }

  async reach(stream: string, replica: string, { origin, seq }: StreamPlace): Promise<boolean> {
    const { matchedCount } = await this.#places.updateOne({ _id: stream, replica }, { $set: { origin, seq } });
    return matchedCount === 1;
  }

  async leave(stream: string, replica: string): Promise<void> {
    await this.#places.updateOne({ _id: stream, replica }, { $set: { until: over } });
  }

  /** A stream that nobody read yet; `undefined` when its document is there: the turn is another replica's. */
  async #begin(first: StoredPlace): Promise<StreamPlace | undefined> {
    try {
      await this.#places.insertOne(first);
      return { origin: '', seq: 0 };
    } catch (error) {
      const reason = told(error);
      if (reason instanceof DuplicateKey) return undefined;
      throw reason;
    }
  }
}
