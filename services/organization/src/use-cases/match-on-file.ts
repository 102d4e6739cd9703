import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { MatchOnFile, type MatchView } from '@portico/contracts';
import { Organizations } from '../domain/organizations.js';
import { taxIdOf, TaxIdPrints } from '../domain/tax-id.js';

@QueryHandler(MatchOnFile)
@Requires('system.identity')
export class MatchOnFileHandler implements IQueryHandler<MatchOnFile> {
  constructor(
    private readonly organizations: Organizations,
    private readonly prints: TaxIdPrints,
  ) {}

  async execute({ organizationId, taxIdType, taxId, payToZip, contactEmail }: MatchOnFile): Promise<MatchView> {
    const taxIdPrint = this.prints.of(taxIdOf(taxIdType, taxId));
    const organization = await this.organizations.get(organizationId);
    return { matches: organization?.matches({ taxIdPrint, payToZip, contactEmail }) ?? false };
  }
}
