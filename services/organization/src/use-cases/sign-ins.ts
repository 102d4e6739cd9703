import { Injectable } from '@nestjs/common';
import type { Member } from '../domain/member.js';
import { Members } from '../domain/members.js';
import { Organizations } from '../domain/organizations.js';
import { TimedMembers } from '../domain/timed-members.js';
import { Desks, type UserDesk } from './desks.js';

export interface SignIn {
  readonly organizationId?: string;
  readonly memberId?: string;
}

/**
 * Keeps when a member was in the organization last: one small read for each sign-in, one write an hour at most (MC-ADM-16). Of an
 * Org Admin the organization knows it first: whoever was there last is the one whom time does not end.
 */
@Injectable()
export class SignIns {
  constructor(
    private readonly timed: TimedMembers,
    private readonly desks: Desks,
    private readonly organizations: Organizations,
    private readonly members: Members,
  ) {}

  /** `time` is when the fact was: one that comes late counts as of then. */
  async keep({ organizationId, memberId }: SignIn, time: string): Promise<void> {
    const at = new Date(time);
    if (!organizationId || !memberId) return;
    const level = await this.timed.levelAtSignIn(organizationId, memberId, at);
    if (level === 'admin') await this.keepAdmin(await this.desks.ofMember(organizationId, memberId, memberId), at);
    else if (level !== undefined) await this.keepMember(await this.members.of(organizationId, memberId), at);
  }

  private async keepMember(member: Member | undefined, at: Date): Promise<void> {
    member?.signedIn({ ...this.desks.ownDeed(member), at });
    if (member?.hasChanged) await this.members.save(member);
  }

  private async keepAdmin(desk: UserDesk | undefined, at: Date): Promise<void> {
    if (!desk || desk.hand.isRepeat(desk.member)) return;
    const { organization, member, deed } = desk;
    if (!member.isLapsed(at)) organization.seen(member.memberId, at);
    if (organization.hasChanged) await this.organizations.save(organization);
    member.signedIn({ ...deed, at });
    member.heed(organization.state.keeper, { ...deed, at });
    if (member.hasChanged) await this.members.save(member);
  }
}
