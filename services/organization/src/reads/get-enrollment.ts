import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type EnrolledView, GetEnrollment } from '@portico/contracts';
import { MongoOrganizations } from '../adapters/mongo.organizations.js';
import { notFound, type StoredOrganization } from './stored.js';

const projection = { status: 1, legalName: 1, payTo: 1 };

@QueryHandler(GetEnrollment)
@Requires('system.identity')
export class GetEnrollmentHandler {
  constructor(private readonly organizations: MongoOrganizations) {}

  async execute({ organizationId }: GetEnrollment): Promise<EnrolledView> {
    const [found] = await this.organizations.read<StoredOrganization>({ _id: organizationId }, projection);
    if (!found) throw notFound();

    const { status, legalName, payTo } = found;
    return { organizationId, status, legalName, payTo };
  }
}
