import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AuditListView, ListAudit } from '@portico/contracts';
import { Gate } from '@portico/program';
import { AuditPages } from '../adapters/audit-pages.js';
import { auditRecordView } from './audit-record.view.js';
import { Places } from './places.js';
import { viewerOf } from './stored.js';

@QueryHandler(ListAudit)
@Requires('organization.audit.read')
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(
    private readonly pages: AuditPages,
    private readonly places: Places,
    private readonly gate: Gate,
  ) {}

  async execute({ actor, limit = 20, ...question }: ListAudit): Promise<AuditListView> {
    viewerOf(actor, question.organizationId);
    const [{ standing }, { items, next }] = await Promise.all([
      this.places.of(actor, question.organizationId),
      this.pages.newest({ ...question, limit }),
    ]);
    this.gate.require(actor, standing, 'organization.audit.read');
    return { items: items.map(auditRecordView), nextCursor: next };
  }
}
