import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { FindOrganizations, type FoundOrganizationListView } from '@portico/contracts';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import type { StoredOrganization } from './stored.js';

/** The contract's most. */
const limit = 20;

/** So much of a name is a part of it: a letter or two is in almost every name, and whoever types it knows none. */
const leastPart = 3;

const spelt = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

const isNamed = (legalName: string, part: string): boolean =>
  part.length < leastPart ? legalName === part : legalName.includes(part);

/** Both must be known, and no more is told than whom to ask: nothing of the people there (D-60). */
@QueryHandler(FindOrganizations)
@Requires('access-request.make')
export class FindOrganizationsHandler implements IQueryHandler<FindOrganizations> {
  constructor(private readonly organizations: MongoOrganizations) {}

  async execute({ name, npi }: FindOrganizations): Promise<FoundOrganizationListView> {
    const filter = { 'npis.npi': npi, status: 'active' };
    const holders = await this.organizations.read<StoredOrganization>(filter, { legalName: 1 });
    const named = holders.filter(({ legalName }) => isNamed(spelt(legalName), spelt(name)));
    return { items: named.slice(0, limit).map(({ _id: id, legalName }) => ({ id, legalName })) };
  }
}
