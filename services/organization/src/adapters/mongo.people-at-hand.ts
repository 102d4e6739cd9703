import { Injectable } from '@nestjs/common';
import type { Document } from 'mongodb';
import { memberKeyOf } from '../domain/member.js';
import { type AtHand, PeopleAtHand, type Wanted } from '../domain/people-at-hand.js';
import { handOf, type StoredHand } from './hand.js';
import { MongoMembers } from './mongo.members.js';
import { MongoOrganizations } from './mongo.organizations.js';

const none: readonly never[] = [];

/** One aggregation: the organization, and beside it whom of its members is wanted. */
@Injectable()
export class MongoPeopleAtHand extends PeopleAtHand {
  constructor(
    private readonly organizations: MongoOrganizations,
    private readonly members: MongoMembers,
  ) {
    super();
  }

  async of(organizationId: string, wanted: Wanted): Promise<AtHand | undefined> {
    const stages = [{ $match: { _id: organizationId } }, ...lookups(organizationId, wanted)];
    const [found] = await this.organizations.collection.aggregate<StoredHand>(stages).toArray();
    return found && handOf(found, { organizations: this.organizations, members: this.members });
  }
}

function lookups(organizationId: string, { members = none, emailPrint, adminsOf = none }: Wanted): Document[] {
  const ids = members.filter((id) => id !== undefined).map((id) => memberKeyOf(organizationId, id));
  const stages = [joined('members', [{ $match: { _id: { $in: ids } } }])];
  if (emailPrint !== undefined) stages.push(joined('namesakes', [{ $match: { organizationId, emailPrint } }]));
  if (adminsOf.length > 0) stages.push(joined('npiAdmins', npiAdmins(organizationId, adminsOf)));
  return stages;
}

const joined = (as: string, pipeline: Document[]): Document => ({ $lookup: { from: 'members', pipeline, as } });

const npiAdmins = (organizationId: string, npis: readonly string[]): Document[] => [
  { $match: { organizationId, status: 'active', npis: { $elemMatch: { npi: { $in: npis }, level: 'admin' } } } },
  { $project: { memberId: 1, lapsesAt: 1, npis: 1 } },
];
