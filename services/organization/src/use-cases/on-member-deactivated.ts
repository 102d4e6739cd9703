import { MemberDeactivated } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Organizations } from '../domain/organizations.js';
import { Desks } from './desks.js';

/** Who ended by themselves no longer counts in the organization either. */
@Reacts(MemberDeactivated)
export class OnMemberDeactivated implements Reaction<MemberDeactivated> {
  constructor(
    private readonly desks: Desks,
    private readonly organizations: Organizations,
  ) {}

  async react({ organizationId, memberId, cause }: MemberDeactivated): Promise<void> {
    const desk = await this.desks.ofMember(organizationId, memberId, memberId);
    if (!desk || desk.hand.isRepeat(desk.organization)) return;
    desk.organization.release(desk.member, { by: memberId, cause });
    if (desk.organization.hasChanged) await this.organizations.save(desk.organization);
  }
}
