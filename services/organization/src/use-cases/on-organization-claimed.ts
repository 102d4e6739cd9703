import { type Envelope, OrganizationClaimed } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Programs } from '@portico/program';
import { Member } from '../domain/member.js';
import { Members } from '../domain/members.js';
import { membershipRulesOf } from './membership-rules-of.js';

/**
 * The person who claimed an organization becomes its member; that they are its Org Admin stands in the organization. How
 * they are called follows once identity has taken them in.
 */
@Reacts(OrganizationClaimed)
export class OnOrganizationClaimed implements Reaction<OrganizationClaimed> {
  constructor(
    private readonly members: Members,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async react(claimed: OrganizationClaimed, { sequence }: Pick<Envelope, 'sequence'>): Promise<void> {
    const { memberId, organizationId, legalName: organizationName, program, kinds, userId, emailDomain } = claimed;
    if (await this.members.of(organizationId, memberId)) return;

    const moment = { at: this.clock.now(), rules: membershipRulesOf(this.programs.get(program)) };
    const place = { organizationId, organizationName, program, kinds };
    const member = Member.found({ ...place, userId, emailDomain, roster: sequence }, moment);
    await this.members.save(member);
  }
}
