import { Injectable } from '@nestjs/common';
import { type RefusedDecision, RefusedDecisions } from '@portico/access';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { type AccessRefused, RefusalRecord, type RefusalRecordState } from '../domain/refusal-record.js';
import { publishRefusal } from './publish-access.js';

/** Longer than the stream may be away: until it has the fact, the record is all there is of the refusal. */
const keptSeconds = 30 * 24 * 3600;

export const refusalRecordStore: StoreSpec<RefusalRecord, RefusalRecordState, AccessRefused> = {
  collection: 'refused-decisions',
  restore: (state, version) => new RefusalRecord(state, version),
  publish: publishRefusal,
  indexes: [{ name: 'refused-decisions-forgotten', key: { at: 1 }, expireAfterSeconds: keptSeconds }],
};

@Injectable()
export class MongoRefusalRecords extends AggregateStore<RefusalRecord, RefusalRecordState, AccessRefused> {
  constructor(mongo: Mongo) {
    super(mongo, refusalRecordStore);
  }
}

/** One write per refusal: the record and, in its outbox, the fact that every audit trail and look-up is fed by. */
@Injectable()
export class MongoRefusedDecisions extends RefusedDecisions {
  constructor(
    private readonly records: MongoRefusalRecords,
    private readonly mongo: Mongo,
  ) {
    super();
  }

  async keep(refused: RefusedDecision): Promise<void> {
    await this.records.save(RefusalRecord.of(refused, this.mongo.clock.now()));
  }
}
