import { type Clock, StoppedClock } from '@portico/kernel';
import { InMemoryStore } from '@portico/mongo/testing';
import { memberStore } from '../src/adapters/mongo.members.js';
import { organizationStore } from '../src/adapters/mongo.organizations.js';
import type { MemberEvent } from '../src/domain/member.events.js';
import type { Member, MemberState } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import type { Organization, OrganizationState } from '../src/domain/organization.js';
import type { OrganizationEvent } from '../src/domain/organization.events.js';
import type { Organizations } from '../src/domain/organizations.js';
import { today } from './builders.js';

export class InMemoryOrganizations
  extends InMemoryStore<Organization, OrganizationState, OrganizationEvent>
  implements Organizations
{
  constructor(clock: Clock = new StoppedClock(today)) {
    super(organizationStore, { clock });
  }
}

export class InMemoryMembers extends InMemoryStore<Member, MemberState, MemberEvent> implements Members {
  constructor(clock: Clock = new StoppedClock(today)) {
    super(memberStore, { clock });
  }
}
