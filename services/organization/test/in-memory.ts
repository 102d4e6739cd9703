import type { OrgRole } from '@portico/access';
import { type Clock, StoppedClock } from '@portico/kernel';
import type { Stored } from '@portico/mongo';
import { InMemoryStore } from '@portico/mongo/testing';
import { handOf } from '../src/adapters/hand.js';
import { memberStore } from '../src/adapters/mongo.members.js';
import { organizationStore } from '../src/adapters/mongo.organizations.js';
import type { MemberEvent } from '../src/domain/member.events.js';
import { type Member, memberKeyOf, type MemberState } from '../src/domain/member.js';
import type { Members } from '../src/domain/members.js';
import type { Addition, Organization, OrganizationState } from '../src/domain/organization.js';
import type { OrganizationEvent } from '../src/domain/organization.events.js';
import type { Organizations } from '../src/domain/organizations.js';
import { signInGrain } from '../src/domain/member-in-time.js';
import { type DueMember, TimedMembers } from '../src/domain/timed-members.js';
import { type AtHand, type NpiAdmin, PeopleAtHand, type Wanted } from '../src/domain/people-at-hand.js';
import { today } from './builders.js';

export class InMemoryOrganizations
  extends InMemoryStore<Organization, OrganizationState, OrganizationEvent>
  implements Organizations
{
  constructor(clock: Clock = new StoppedClock(today)) {
    super(organizationStore, { clock });
  }

  async add({ organizationId, program, admin, memberId, domain, at }: Addition): Promise<Organization | undefined> {
    const stored = this.documents.get(organizationId) as (Stored & OrganizationState) | undefined;
    const { people = [], admins = [], domains = [], former = [] } = stored ?? {};
    const isAdmin = admins.some((each) => each.memberId === admin.memberId && each.userId === admin.userId);
    const isKnown =
      former.some((each) => each.memberId === memberId) || people.some((seat) => seat.memberId === memberId);
    const isAllowed = domains.some((each) => each.domain === domain) && stored?.program === program;
    if (!stored || !isAdmin || !isAllowed || isKnown || stored.status !== 'active') return undefined;
    const seat = { memberId, domain, orgRole: 'none' as const, since: at, version: 0 };
    const next = { ...stored, people: [...people, seat], version: stored.version + 1 };
    this.documents.set(organizationId, next);
    return this.restored({ ...structuredClone(next), people: [], former: [], outbox: [], handled: [] });
  }

  async seats(organizationId: string, memberId: string): Promise<boolean> {
    const stored = this.documents.get(organizationId) as (Stored & OrganizationState) | undefined;
    return stored?.people.some((seat) => seat.memberId === memberId) ?? false;
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

export class InMemoryTimedMembers extends TimedMembers {
  constructor(private readonly members: InMemoryMembers) {
    super();
  }

  async due(at: Date, atMost: number): Promise<DueMember[]> {
    const due = this.states.flatMap(({ nextDueAt: dueAt, organizationId, memberId }) =>
      dueAt !== undefined && dueAt <= at ? [{ organizationId, memberId, dueAt }] : [],
    );
    return due.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime()).slice(0, atMost);
  }

  async levelAtSignIn(organizationId: string, memberId: string, at: Date): Promise<OrgRole | undefined> {
    const state = this.states.find((each) => each.organizationId === organizationId && each.memberId === memberId);
    const isOld = !state?.lastSignInAt || at.getTime() - state.lastSignInAt.getTime() >= signInGrain;
    return state?.status === 'active' && isOld ? state.orgRole : undefined;
  }

  private get states(): MemberState[] {
    return [...this.members.documents.values()] as unknown as MemberState[];
  }
}
