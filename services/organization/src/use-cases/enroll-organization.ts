import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type EnrolledView, EnrollOrganization } from '@portico/contracts';
import { type OnFile, onFileOf } from '../domain/on-file.js';
import { Organization, organizationIdOf } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';
import { taxIdOf, TaxIdPrints } from '../domain/tax-id.js';

@CommandHandler(EnrollOrganization)
@Requires('system.identity')
export class EnrollOrganizationHandler {
  constructor(
    private readonly organizations: Organizations,
    private readonly prints: TaxIdPrints,
  ) {}

  async execute({ program, organization }: EnrollOrganization): Promise<EnrolledView> {
    const enrolled = await this.enrolled(program, onFileOf(organization));
    if (enrolled.hasChanged) await this.organizations.save(enrolled);
    return this.answer(enrolled);
  }

  answer({ state }: Organization): EnrolledView {
    const { id, status, legalName, payTo } = state;
    return { organizationId: id, status, legalName, payTo };
  }

  private async enrolled(program: string, onFile: OnFile): Promise<Organization> {
    const taxIdPrint = this.prints.of(taxIdOf(onFile.taxIdType, onFile.taxId));
    const known = await this.organizations.get(organizationIdOf(program, taxIdPrint));
    known?.updateOnFile(onFile);
    return known ?? Organization.enroll({ program, taxIdPrint, onFile });
  }
}
