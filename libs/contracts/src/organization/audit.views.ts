import { Data, Id, Instant, Parts, Text, Whole, Words } from '../fields.js';

/** One thing that happened; who, for whom, how strongly signed in, what, on what, from where, and its place in the chain. */
export class AuditRecordView {
  @Whole({ description: 'Place in the chain of the organization, from 1.' }) number: number;
  @Text(100, { description: 'Id of the fact that it records.' }) eventId: string;
  @Instant() at: string;
  @Instant({ description: 'By which the chain is ordered: `at`, or that of the record before it where that is later.' })
  orderedAt: string;
  @Text(100, { example: 'organization.member-deactivated' }) action: string;
  @Text(20) outcome: string;
  @Text(500, { optional: true }) reason?: string;
  @Text(20) actorKind: string;
  @Text(100, { optional: true, description: 'Who: an account, or the name of a process.' }) actor?: string;
  @Text(100, { optional: true, description: 'The place in the organization of who acted.' }) actorMember?: string;
  @Text(100, { optional: true, description: 'Of who acted: the organization in view.' }) actorOrganization?: string;
  @Text(100, { optional: true }) onBehalfOf?: string;
  @Text(100, { optional: true }) sessionId?: string;
  @Instant({ optional: true }) authenticatedAt?: string;
  @Instant({ optional: true }) passcodeAt?: string;
  @Text(100, { optional: true }) address?: string;
  @Text(60, { optional: true }) traceId?: string;
  @Text(100, { description: 'Id of the aggregate that changed.' }) subject: string;
  @Whole({ description: 'Version of the aggregate after the change.' }) sequence: number;
  @Words({ max: 50 }, { description: 'Names of what changed; values stay where they belong.' }) fields: string[];
  @Data({ description: 'Ids and words of the fact, as its contract names them.' }) facts: Record<string, unknown>;
  @Text(64) previousHash: string;
  @Text(64) hash: string;
}

export class AuditListView {
  @Parts(() => AuditRecordView, { max: 100 }) items: AuditRecordView[];
  @Text(400, { optional: true }) nextCursor?: string;
}

/** The end of a chain at one time, signed by the platform: a cut tail is found by it. */
export class SignedHeadView {
  @Id() organizationId: string;
  @Whole() number: number;
  @Text(64) hash: string;
  @Instant() at: string;
  @Text(40) keyId: string;
  @Text(200) signature: string;
}

/** A part of a whole chain, oldest first; the first part begins with the signed heads. */
export class AuditExportView {
  @Parts(() => AuditRecordView, { max: 500 }) items: AuditRecordView[];
  @Parts(() => SignedHeadView, { max: 5_000 }) heads: SignedHeadView[];
  @Text(400, { optional: true }) nextCursor?: string;
}

export class AuditProofView {
  @Id() organizationId: string;
  @Whole() number: number;
  @Text(64) hash: string;
  /** Daily heads, newest first. */
  @Parts(() => SignedHeadView, { max: 400 }) heads: SignedHeadView[];
  @Text(500, { description: 'Public key, PEM, that checks the heads.' }) publicKey: string;
}
