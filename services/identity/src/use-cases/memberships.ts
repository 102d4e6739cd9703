import type { MembershipView } from '@portico/contracts';
import type { Membership } from '../domain/membership.js';

/** A membership as its owner sees it; one that waits to be accepted names the invitation (D-11). */
export function membershipView({ invitation, ...membership }: Membership): MembershipView {
  const { organizationId, memberId, name, program, kinds, orgRole, status } = membership;
  const place = { organizationId, memberId, name, program, kinds: [...kinds], orgRole, status };
  return invitation ? { ...place, invitationId: invitation.id } : place;
}
