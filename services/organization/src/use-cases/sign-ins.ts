import { Injectable } from '@nestjs/common';
import { Programs } from '@portico/program';
import { Members } from '../domain/members.js';
import { TimedMembers } from '../domain/timed-members.js';
import { membershipRulesOf } from './membership-rules-of.js';

export interface SignIn {
  readonly organizationId?: string;
  readonly memberId?: string;
}

/** Keeps when a member was in the organization last: one small read for each sign-in, one write a day (MC-ADM-16). */
@Injectable()
export class SignIns {
  constructor(
    private readonly timed: TimedMembers,
    private readonly members: Members,
    private readonly programs: Programs,
  ) {}

  /** `time` is when the fact was: one that comes late counts as of then. */
  async keep({ organizationId, memberId }: SignIn, time: string): Promise<void> {
    const at = new Date(time);
    if (!organizationId || !memberId) return;
    if (!(await this.timed.wouldKeepSignIn(organizationId, memberId, at))) return;
    const member = await this.members.of(organizationId, memberId);
    member?.signedIn({ at, rules: membershipRulesOf(this.programs.get(member.state.program)) });
    if (member?.hasChanged) await this.members.save(member);
  }
}
