import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AuditExportView, ExportAudit } from '@portico/contracts';
import { AuditPages } from '../adapters/audit-pages.js';
import { AuditProofs } from '../adapters/audit-proofs.js';
import { auditRecordView } from './audit-record.view.js';

const atOnce = 500;
/** The newest: as many as fit the bus beside records. */
const headsAtMost = 1_400;

@QueryHandler(ExportAudit)
@Requires('system.operator')
export class ExportAuditHandler implements IQueryHandler<ExportAudit> {
  constructor(
    private readonly pages: AuditPages,
    private readonly proofs: AuditProofs,
  ) {}

  /** Heads are read before the records: each of them knows of no record that is not there yet. */
  async execute({ organizationId, cursor }: ExportAudit): Promise<AuditExportView> {
    const heads = cursor === undefined ? await this.proofs.heads(organizationId, headsAtMost) : [];
    const { items, next } = await this.pages.oldest(organizationId, cursor, atOnce);
    return { heads, items: items.map(auditRecordView), nextCursor: next };
  }
}
