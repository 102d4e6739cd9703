import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AuditProofView, GetAuditProof } from '@portico/contracts';
import { Gate } from '@portico/program';
import { AuditProofs } from '../adapters/audit-proofs.js';
import { Places } from './places.js';
import { viewerOf } from './stored.js';

@QueryHandler(GetAuditProof)
@Requires('organization.audit.read')
export class GetAuditProofHandler implements IQueryHandler<GetAuditProof> {
  constructor(
    private readonly proofs: AuditProofs,
    private readonly places: Places,
    private readonly gate: Gate,
  ) {}

  async execute({ organizationId, actor }: GetAuditProof): Promise<AuditProofView> {
    viewerOf(actor, organizationId);
    const [{ standing }, proof] = await Promise.all([
      this.places.of(actor, organizationId),
      this.proofs.of(organizationId),
    ]);
    this.gate.require(actor, standing, 'organization.audit.read');
    return { organizationId, ...proof };
  }
}
