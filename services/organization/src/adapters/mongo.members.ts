import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { alreadyMember } from '../domain/access-request.js';
import type { MemberEvent } from '../domain/member.events.js';
import { Member, memberKeyOf, type MemberState, userExists } from '../domain/member.js';
import type { Members } from '../domain/members.js';
import { publishMember } from './publish-member.js';

/** Only members of whom it is known. */
const known = (field: string) => ({ [field]: { $exists: true } });

export const memberStore: StoreSpec<Member, MemberState, MemberEvent> = {
  collection: 'members',
  restore: (state, version) => new Member(state, version),
  publish: publishMember,
  codec: { encrypt: ['mobilePhone', 'businessPhone'] },
  indexes: [
    {
      name: 'members-organization-user',
      key: { organizationId: 1, userId: 1 },
      unique: true,
      partial: known('userId'),
      refusal: alreadyMember,
    },
    {
      name: 'members-organization-email',
      key: { organizationId: 1, emailPrint: 1 },
      unique: true,
      partial: known('emailPrint'),
      refusal: userExists,
    },
    { name: 'members-user', key: { userId: 1 } },
    {
      name: 'members-organization-status',
      key: { organizationId: 1, status: 1, 'invitation.expiresAt': 1 },
    },
    { name: 'members-organization-lapses', key: { organizationId: 1, lapsesAt: 1 } },
    { name: 'members-organization-words', key: { organizationId: 1, words: 1 } },
    { name: 'members-organization-npis', key: { organizationId: 1, 'npis.npi': 1 } },
    {
      name: 'members-organization-processors',
      key: { organizationId: 1, orgRole: 1 },
      partial: { orgRole: 'processor' },
    },
    { name: 'members-due', key: { nextDueAt: 1 }, partial: known('nextDueAt') },
  ],
};

@Injectable()
export class MongoMembers extends AggregateStore<Member, MemberState, MemberEvent> implements Members {
  constructor(mongo: Mongo) {
    super(mongo, memberStore);
  }

  of(organizationId: string, memberId: string): Promise<Member | undefined> {
    return this.get(memberKeyOf(organizationId, memberId));
  }

  async idsOfUser(userId: string): Promise<string[]> {
    const found = await this.read<{ _id: string }>({ userId }, { _id: 1 });
    return found.map(({ _id }) => _id);
  }
}
