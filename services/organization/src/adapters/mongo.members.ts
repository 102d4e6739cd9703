import { Injectable } from '@nestjs/common';
import { refusal } from '@portico/kernel';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import type { MemberEvent } from '../domain/member.events.js';
import { Member, type MemberState } from '../domain/member.js';
import type { Members } from '../domain/members.js';
import { publish } from './publish.js';

export const alreadyMember = refusal(
  'conflict',
  'already-member',
  'This person is a member of the organization already.',
);

export const memberStore: StoreSpec<Member, MemberState, MemberEvent> = {
  collection: 'members',
  restore: (state, version) => new Member(state, version),
  publish,
  indexes: [
    { name: 'members-organization-user', key: { organizationId: 1, userId: 1 }, unique: true, refusal: alreadyMember },
    { name: 'members-user', key: { userId: 1 } },
  ],
};

@Injectable()
export class MongoMembers extends AggregateStore<Member, MemberState, MemberEvent> implements Members {
  constructor(mongo: Mongo) {
    super(mongo, memberStore);
  }
}
