import { Id, Instant, PageSize, Text } from '../fields.js';
import { Query } from '../message.js';
import { AuditExportView, AuditListView, AuditProofView } from './audit.views.js';

/** Newest first. */
export class ListAudit extends Query<AuditListView> {
  static readonly subject = 'organization.list-audit';
  static readonly result = AuditListView;
  @Id() organizationId: string;
  @Text(100, { optional: true, description: 'Id of what was acted on or of who acted.' }) subject?: string;
  @Text(100, {
    optional: true,
    description: 'An action, or the service before its dot: all of that service.',
    example: 'pin',
  })
  action?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true, description: 'Also of this instant.' }) to?: string;
  @Text(400, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

export class GetAuditProof extends Query<AuditProofView> {
  static readonly subject = 'organization.get-audit-proof';
  static readonly result = AuditProofView;
  @Id() organizationId: string;
}

/** A whole chain, part by part, for `npm run audit -- export`; sent by an operator. */
export class ExportAudit extends Query<AuditExportView> {
  static readonly subject = 'organization.export-audit';
  static readonly result = AuditExportView;
  static readonly internal = true;
  @Id() organizationId: string;
  @Text(400, { optional: true }) cursor?: string;
}
