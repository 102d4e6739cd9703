import { Injectable } from '@nestjs/common';
import { rangeOf } from '@portico/mongo';
import { ChainHeads } from '../domain/audit/chain-heads.js';
import type { SignedHead } from '../domain/audit/head.js';
import { HeadSignatures } from '../domain/audit/head-signatures.js';
import { noTail } from '../domain/audit/record.js';
import { AuditCollections } from './audit-collections.js';

/** More than a year of them. */
const shown = 400;

/** What a chain is checked with by whoever holds its records. */
@Injectable()
export class AuditProofs {
  constructor(
    private readonly stored: AuditCollections,
    private readonly chains: ChainHeads,
    private readonly signatures: HeadSignatures,
  ) {}

  async of(organizationId: string) {
    const [tail, heads] = await Promise.all([this.chains.tail(organizationId), this.heads(organizationId, shown)]);
    const { number, hash } = tail ?? noTail(organizationId);
    return { number, hash, heads, publicKey: this.signatures.publicKey };
  }

  /** Newest first. */
  heads(organizationId: string, limit: number): Promise<SignedHead[]> {
    const query = { projection: { _id: 0 }, sort: { _id: 1 }, limit } as const;
    return this.stored.heads.find<SignedHead>({ _id: rangeOf({ scope: organizationId }) }, query).toArray();
  }
}
