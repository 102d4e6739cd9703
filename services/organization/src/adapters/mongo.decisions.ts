import { Injectable } from '@nestjs/common';
import { after } from '@portico/kernel';
import { Mongo, Projection } from '@portico/mongo';
import type { Decisions, KeptDecision } from '../use-cases/decisions.js';

export type StoredDecision = Omit<KeptDecision, 'decisionId'> & { _id: string; keptUntil: Date };

const keptFor = 'P90D';

@Injectable()
export class MongoDecisions extends Projection<StoredDecision> implements Decisions {
  constructor(mongo: Mongo) {
    super(mongo, 'decisions', [{ name: 'decisions-forgotten', key: { keptUntil: 1 }, expireAfterSeconds: 0 }]);
  }

  async keep({ decisionId, ...decision }: KeptDecision): Promise<void> {
    const kept = { ...decision, keptUntil: after(decision.at, keptFor) };
    const options = { upsert: true, ignoreUndefined: true };
    await this.collection.updateOne({ _id: decisionId }, { $setOnInsert: kept }, options);
  }
}
