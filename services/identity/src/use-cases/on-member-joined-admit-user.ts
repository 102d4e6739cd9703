import { MemberJoined } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import type { Membership } from '../domain/membership.js';
import type { Invitation } from '../domain/invitation.js';
import { invitationIdOf, Invitations } from '../domain/invitations.js';
import { AdmittedPeople } from './admitted-people.js';

/** Whoever accepted an invitation can enter the organization; who claimed one was not invited, and is told of elsewhere. */
@Reacts(MemberJoined)
export class OnMemberJoinedAdmitUser implements Reaction<MemberJoined> {
  constructor(
    private readonly invitations: Invitations,
    private readonly people: AdmittedPeople,
  ) {}

  async react(joined: MemberJoined): Promise<void> {
    const invitation = await this.invitations.present(invitationIdOf(joined.memberId));
    if (!invitation) return;
    const { userId, registrationId = invitation.state.registrationId } = joined;
    await this.people.admit({ userId, registrationId, membership: placeOf(joined, invitation) });
  }
}

function placeOf({ organizationName, kinds, orgRole }: MemberJoined, { state }: Invitation): Membership {
  const { organizationId, memberId, program } = state;
  const named = { name: organizationName ?? state.organizationName, kinds: kinds ?? state.kinds };
  return { organizationId, memberId, ...named, program, orgRole, status: 'active' };
}
