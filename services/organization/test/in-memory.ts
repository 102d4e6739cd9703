import { type Clock, StoppedClock } from '@portico/kernel';
import { InMemoryStore } from '@portico/mongo/testing';
import { handOf } from '../src/adapters/hand.js';
import { memberStore } from '../src/adapters/mongo.members.js';
import { organizationStore } from '../src/adapters/mongo.organizations.js';
import type { MemberEvent } from '../src/domain/member.events.js';
import { type Member, memberKeyOf, type MemberState } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import type { Organization, OrganizationState } from '../src/domain/organization.js';
import type { OrganizationEvent } from '../src/domain/organization.events.js';
import type { Organizations } from '../src/domain/organizations.js';
import { type AtHand, type NpiAdmin, PeopleAtHand, type Wanted } from '../src/domain/people-at-hand.js';
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

  of(organizationId: string, memberId: string): Promise<Member | undefined> {
    return this.get(memberKeyOf(organizationId, memberId));
  }

  async idsOfUser(userId: string): Promise<string[]> {
    return [...this.documents.values()].filter((stored) => stored.userId === userId).map(({ _id }) => _id);
  }
}

/** What the aggregation finds, found in memory. */
export class InMemoryPeopleAtHand extends PeopleAtHand {
  constructor(
    private readonly organizations: InMemoryOrganizations,
    private readonly members: InMemoryMembers,
  ) {
    super();
  }

  async of(organizationId: string, { members = [], emailPrint, adminsOf = [] }: Wanted): Promise<AtHand | undefined> {
    const stored = this.organizations.documents.get(organizationId);
    if (!stored) return undefined;
    const keys = members.filter((id) => id !== undefined).map((id) => memberKeyOf(organizationId, id));
    const own = [...this.members.documents.values()].filter((each) => each.organizationId === organizationId);
    const found = {
      members: own.filter(({ _id }) => keys.includes(_id)),
      namesakes: own.filter((each) => emailPrint !== undefined && each.emailPrint === emailPrint),
      npiAdmins: own.filter((each) => isAdminOf(each as unknown as NpiAdmin, adminsOf)) as unknown as NpiAdmin[],
    };
    return handOf({ ...structuredClone(stored), ...structuredClone(found) }, this.stores);
  }

  async adminsOf(organizationId: string, npis: readonly string[]): Promise<readonly NpiAdmin[]> {
    return (await this.of(organizationId, { adminsOf: npis }))?.npiAdmins ?? [];
  }

  /** What `handOf` restores with. */
  private get stores() {
    return { organizations: this.organizations, members: this.members };
  }
}

const isAdminOf = ({ npis, status }: NpiAdmin & { status?: string }, wanted: readonly string[] | 'all'): boolean =>
  status === 'active' && npis.some(({ npi, level }) => level === 'admin' && (wanted === 'all' || wanted.includes(npi)));
