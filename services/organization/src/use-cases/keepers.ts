import { Injectable } from '@nestjs/common';
import type { Member } from '../domain/member.js';
import { PeopleAtHand } from '../domain/people-at-hand.js';
import type { UserDesk } from './desks.js';

const lastSeenFirst = (one: Member, other: Member): number =>
  other.state.idleSince.getTime() - one.state.idleSince.getTime();

/** Of an organization's Org Admins one is not ended by time: the one who was there last (MC-ADM-16). */
@Injectable()
export class Keepers {
  constructor(private readonly people: PeopleAtHand) {}

  /** Whether that is this one; if another one was there later, the organization is handed to them, for the caller to save. */
  async isSpared({ organization, member, deed }: UserDesk): Promise<boolean> {
    const { keeper } = organization.state;
    if (member.state.orgRole !== 'admin' || (keeper && !organization.isKeptBy(member.memberId))) return false;
    const others = await this.members(organization.id, organization.adminsBeside(member.memberId));
    const there = others.filter((each) => each.state.status === 'active' && !each.isLapsed(deed.at));
    const [last = member] = [member, ...there].sort(lastSeenFirst);
    if (!organization.isKeptBy(last.memberId)) organization.handTo(last.memberId, last.state.idleSince);
    return organization.isKeptBy(member.memberId);
  }

  private async members(organizationId: string, members: readonly string[]): Promise<Member[]> {
    if (members.length === 0) return [];
    const hand = await this.people.of(organizationId, { members });
    return members.flatMap((memberId) => hand?.member(memberId) ?? []);
  }
}
