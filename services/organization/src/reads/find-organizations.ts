import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { FindOrganizations, type FoundOrganizationListView } from '@portico/contracts';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import type { StoredOrganization } from './stored.js';

/** The contract's most. */
const limit = 20;

const spelt = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Both must be known, and no more is told than whom to ask: nothing of the people there (D-60). */
@QueryHandler(FindOrganizations)
@Requires('access-request.make')
export class FindOrganizationsHandler implements IQueryHandler<FindOrganizations> {
  constructor(private readonly organizations: MongoOrganizations) {}

  async execute({ name, npi }: FindOrganizations): Promise<FoundOrganizationListView> {
    const filter = { 'npis.npi': npi, status: 'active' };
    const holders = await this.organizations.read<StoredOrganization>(filter, { legalName: 1 });
    const named = holders.filter(({ legalName }) => spelt(legalName).includes(spelt(name)));
    return { items: named.slice(0, limit).map(({ _id: id, legalName }) => ({ id, legalName })) };
  }
}
