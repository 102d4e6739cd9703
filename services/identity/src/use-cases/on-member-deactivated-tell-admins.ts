import { type Envelope, MemberDeactivated } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { FactNotices } from './fact-notices.js';
import { MembersElsewhere } from './members-elsewhere.js';

/** A membership ended by itself: those who are Org Admins now are told, and may bring the person back (MC-ADM-15). */
@Reacts(MemberDeactivated)
export class OnMemberDeactivatedTellAdmins implements Reaction<MemberDeactivated> {
  constructor(
    private readonly members: MembersElsewhere,
    private readonly notices: FactNotices,
  ) {}

  async react(ended: MemberDeactivated, { id, time }: Envelope<MemberDeactivated>): Promise<void> {
    const { organizationId, memberId, userId, cause } = ended;
    if (cause === 'admin') return;
    const { admins = [] } = (await this.members.holders(organizationId)) ?? {};
    const told = { organizationId, memberId, cause, at: new Date(time) };
    const others = admins.filter((admin) => admin !== userId);
    await this.notices.owe(others, { id, kind: 'membership-lapsed-admin', told });
  }
}
