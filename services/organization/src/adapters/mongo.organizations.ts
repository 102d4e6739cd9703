import { Injectable } from '@nestjs/common';
import { refusal } from '@portico/kernel';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import type { Document } from 'mongodb';
import { type Addition, Organization, type OrganizationState } from '../domain/organization.js';
import type { OrganizationEvent } from '../domain/organization.events.js';
import type { Organizations } from '../domain/organizations.js';
import type { FormerMember } from '../domain/roster.js';
import { publish } from './publish.js';

export const alreadyEnrolled = refusal('conflict', 'organization-already-enrolled', 'This tax id is on file already.');

/** Documents of before know of former members only who they were, or not even that. */
const formerIn = ({ former }: { former?: readonly (string | FormerMember)[] }): FormerMember[] =>
  (former ?? []).map((each) => (typeof each === 'string' ? { memberId: each } : each));

export const organizationStore: StoreSpec<Organization, OrganizationState, OrganizationEvent> = {
  collection: 'organizations',
  restore: (state, version) => new Organization({ ...state, former: formerIn(state) }, version),
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
    { name: 'organizations-npis', key: { 'npis.npi': 1 } },
  ],
};

/** The rule of `Organization.admit` for somebody new, and that who asks may; guarded by what it names, not by the version. */
const additionFilter = ({ organizationId: _id, program, admin, memberId, domain }: Addition) => ({
  ...{ _id, program, status: 'active' },
  admins: { $elemMatch: admin },
  'domains.domain': domain,
  'people.memberId': { $ne: memberId },
  former: { $ne: memberId },
  'former.memberId': { $ne: memberId },
});

@Injectable()
export class MongoOrganizations
  extends AggregateStore<Organization, OrganizationState, OrganizationEvent>
  implements Organizations
{
  constructor(mongo: Mongo) {
    super(mongo, organizationStore);
  }

  async add(addition: Addition): Promise<Organization | undefined> {
    const { memberId, domain, at: since } = addition;
    const seat = { memberId, domain, orgRole: 'none', since, version: 0 };
    const found = await this.collection.findOneAndUpdate(
      additionFilter(addition),
      { $push: { people: seat }, $inc: { version: 1 } } as Document,
      { returnDocument: 'after', projection: { people: 0, former: 0, outbox: 0, handled: 0 } },
    );
    return found ? this.restored({ ...found, people: [], former: [], outbox: [], handled: [] }) : undefined;
  }

  async seats(organizationId: string, memberId: string): Promise<boolean> {
    const seat = { _id: organizationId, 'people.memberId': memberId };
    return (await this.collection.findOne(seat, { projection: { _id: 1 } })) !== null;
  }
}
