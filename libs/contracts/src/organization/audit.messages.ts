import { Id, Instant, PageSize, Text } from '../fields.js';
import { Query } from '../message.js';
import { AuditListView, AuditProofView } from './audit.views.js';

/** Newest first. */
export class ListAudit extends Query<AuditListView> {
  static readonly subject = 'organization.list-audit';
  static readonly result = AuditListView;
  @Id() organizationId: string;
  @Text(100, { optional: true, description: 'Id of what was acted on or of who acted.' }) subject?: string;
  @Text(100, { optional: true }) action?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
  @Text(200, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

export class GetAuditProof extends Query<AuditProofView> {
  static readonly subject = 'organization.get-audit-proof';
  static readonly result = AuditProofView;
  @Id() organizationId: string;
}
