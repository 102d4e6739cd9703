import { OrganizationClaimed } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Reacts } from '@portico/messaging';
import { Member } from '../domain/member.js';
import { Members } from '../domain/members.js';

/** The person who claimed an organization becomes its member; that they are its Org Admin stands in the organization. */
@Reacts(OrganizationClaimed)
export class OnOrganizationClaimed {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
  ) {}

  async react({ memberId, organizationId, userId, emailDomain }: OrganizationClaimed): Promise<void> {
    if (await this.members.get(memberId)) return;

    const member = Member.join({ organizationId, userId, orgRole: 'admin', emailDomain }, this.clock.now());
    await this.members.save(member);
  }
}
