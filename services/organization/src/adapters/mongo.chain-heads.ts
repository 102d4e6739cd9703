import { Injectable } from '@nestjs/common';
import { DuplicateKey, newestFirst, rangeOf, told } from '@portico/mongo';
import { type Chain, ChainHeads } from '../domain/audit/chain-heads.js';
import type { SignedHead } from '../domain/audit/head.js';
import type { Tail } from '../domain/audit/record.js';
import { AuditCollections } from './audit-collections.js';

const ofTail = { _id: 0, organizationId: 1, number: 1, orderedAt: 1, hash: 1 };

@Injectable()
export class MongoChainHeads extends ChainHeads {
  constructor(private readonly stored: AuditCollections) {
    super();
  }

  async due(now: Date, atMost: number): Promise<string[]> {
    const query = { projection: { _id: 1 }, limit: atMost };
    const found = await this.stored.chains.find({ dueAt: { $lt: now } }, query).toArray();
    return found.map(({ _id }) => _id);
  }

  async chain(organizationId: string): Promise<Chain | undefined> {
    const found = await this.stored.chains.findOne({ _id: organizationId });
    return found ? { organizationId, openedAt: found.openedAt, dueAt: found.dueAt } : undefined;
  }

  async tail(organizationId: string): Promise<Tail | undefined> {
    const query = { projection: ofTail, sort: { _id: 1 } } as const;
    const _id = rangeOf({ scope: organizationId });
    return (await this.stored.records.findOne<Tail>({ _id }, query)) ?? undefined;
  }

  async keep(head: SignedHead, day: Date): Promise<boolean> {
    try {
      await this.stored.heads.insertOne({ _id: newestFirst(head.organizationId, day, 'head'), ...head });
      return true;
    } catch (error) {
      if (told(error) instanceof DuplicateKey) return false;
      throw told(error);
    }
  }

  async postpone({ organizationId, dueAt }: Chain, until: Date): Promise<void> {
    await this.stored.chains.updateOne({ _id: organizationId, dueAt }, { $set: { dueAt: until } });
  }
}
