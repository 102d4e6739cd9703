import { UserJoinedOrganization } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { memberKeyOf } from '../domain/member.js';
import { Names } from './names.js';

/** Tried again until it is there: the record follows from another fact, which may come later. */
export const memberNotYet = refusal('unavailable', 'member-not-yet', 'The record of this member is still on its way.');

/** The account of who set the organization up is there: their member is called as it is. */
@Reacts(UserJoinedOrganization)
export class OnUserJoinedOrganization implements Reaction<UserJoinedOrganization> {
  constructor(private readonly names: Names) {}

  async react({ userId, organizationId }: UserJoinedOrganization): Promise<void> {
    const named = await this.names.follow(userId);
    if (!named.some((id) => id.startsWith(memberKeyOf(organizationId, '')))) throw memberNotYet();
  }
}
