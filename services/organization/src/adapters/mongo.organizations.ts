import { Injectable } from '@nestjs/common';
import { refusal } from '@portico/kernel';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { Organization, type OrganizationState } from '../domain/organization.js';
import type { OrganizationEvent } from '../domain/organization.events.js';
import type { Organizations } from '../domain/organizations.js';
import { publish } from './publish.js';

export const alreadyEnrolled = refusal('conflict', 'organization-already-enrolled', 'This tax id is on file already.');

export const organizationStore: StoreSpec<Organization, OrganizationState, OrganizationEvent> = {
  collection: 'organizations',
  restore: (state, version) => new Organization(state, version),
  publish,
  codec: { encrypt: ['taxId'] },
  indexes: [
    {
      name: 'organizations-program-tax-id',
      key: { program: 1, taxIdPrint: 1 },
      unique: true,
      refusal: alreadyEnrolled,
    },
    { name: 'organizations-admin', key: { 'admins.userId': 1 } },
  ],
};

@Injectable()
export class MongoOrganizations
  extends AggregateStore<Organization, OrganizationState, OrganizationEvent>
  implements Organizations
{
  constructor(mongo: Mongo) {
    super(mongo, organizationStore);
  }
}
