import type { Provider } from '@nestjs/common';
import { AuditCollections } from './adapters/audit-collections.js';
import { AuditPages } from './adapters/audit-pages.js';
import { AuditProofs } from './adapters/audit-proofs.js';
import { Ed25519HeadSignatures } from './adapters/ed25519.head-signatures.js';
import { MongoAccountMemberships } from './adapters/mongo.account-memberships.js';
import { MongoAuditTrail } from './adapters/mongo.audit-trail.js';
import { MongoChainHeads } from './adapters/mongo.chain-heads.js';
import { AccountMemberships } from './domain/audit/account-memberships.js';
import { AuditTrail } from './domain/audit/audit-trail.js';
import { ChainHeads } from './domain/audit/chain-heads.js';
import { HeadSignatures } from './domain/audit/head-signatures.js';
import { FindDueHeads } from './jobs/find-due-heads.js';
import { SignDueHeads } from './jobs/sign-due-heads.js';
import { OrganizationConfig } from './organization.config.js';
import { ExportAuditHandler } from './reads/export-audit.js';
import { GetAuditProofHandler } from './reads/get-audit-proof.js';
import { ListAuditHandler } from './reads/list-audit.js';
import { RecordFacts } from './use-cases/record-facts.js';
import { SignHead } from './use-cases/sign-head.js';

/** The audit trail: what is recorded of every service's facts, its daily heads, and who may read it. */
export const audit: Provider[] = [
  RecordFacts,
  SignHead,
  SignDueHeads,
  FindDueHeads,
  ...[ListAuditHandler, GetAuditProofHandler, ExportAuditHandler],
  ...[AuditCollections, AuditPages, AuditProofs],
  { provide: AuditTrail, useClass: MongoAuditTrail },
  { provide: AccountMemberships, useClass: MongoAccountMemberships },
  { provide: ChainHeads, useClass: MongoChainHeads },
  {
    provide: HeadSignatures,
    inject: [OrganizationConfig],
    useFactory: ({ AUDIT_SIGNING_KEY }: OrganizationConfig) => new Ed25519HeadSignatures(AUDIT_SIGNING_KEY),
  },
];
