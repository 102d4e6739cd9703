import { Injectable } from '@nestjs/common';
import { Members } from '../domain/members.js';
import { Organizations } from '../domain/organizations.js';
import { TimedMembers } from '../domain/timed-members.js';
import { Desks } from './desks.js';

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
    if (!(await this.timed.wouldKeepSignIn(organizationId, memberId, at))) return;
    const desk = await this.desks.ofMember(organizationId, memberId, memberId);
    if (!desk || desk.hand.isRepeat(desk.member)) return;
    const { organization, member, deed } = desk;
    if (!member.isLapsed(at)) organization.seen(memberId, at);
    if (organization.hasChanged) await this.organizations.save(organization);
    member.signedIn({ ...deed, at });
    member.heed(organization.state.keeper, { ...deed, at });
    if (member.hasChanged) await this.members.save(member);
  }
}
