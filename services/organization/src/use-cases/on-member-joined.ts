import { type Envelope, MemberJoined } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { organizationUnknown } from '../domain/organization.js';
import { Organizations } from '../domain/organizations.js';

/** The organization knows the account of who joined: an Org Admin with an account is one that may be the last. */
@Reacts(MemberJoined)
export class OnMemberJoined implements Reaction<MemberJoined> {
  constructor(private readonly organizations: Organizations) {}

  async react({ organizationId, memberId, userId }: MemberJoined, { time }: Pick<Envelope, 'time'>): Promise<void> {
    const organization = await this.organizations.get(organizationId);
    if (!organization) throw organizationUnknown();

    organization.join(memberId, userId, new Date(time));
    if (organization.hasChanged) await this.organizations.save(organization);
  }
}
