import { Injectable } from '@nestjs/common';
import type { Document } from 'mongodb';
import { memberKeyOf } from '../domain/member.js';
import { type AtHand, type NpiAdmin, PeopleAtHand, type Wanted } from '../domain/people-at-hand.js';
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

  async adminsOf(organizationId: string, npis: readonly string[]): Promise<NpiAdmin[]> {
    if (npis.length === 0) return [];
    return this.members.collection.aggregate<NpiAdmin>(npiAdmins(organizationId, npis)).toArray();
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

function npiAdmins(organizationId: string, npis: readonly string[] | 'all'): Document[] {
  const named = npis === 'all' ? {} : { npi: { $in: npis } };
  const isAdmin = { $elemMatch: { ...named, level: 'admin' } };
  return [
    { $match: { organizationId, status: 'active', npis: isAdmin } },
    { $project: { memberId: 1, lapsesAt: 1, npis: 1 } },
  ];
}
