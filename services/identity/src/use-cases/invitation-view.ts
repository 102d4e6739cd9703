import type { InvitationView } from '@portico/contracts';
import type { Invitation } from '../domain/invitation.js';

/** An invitation as the person whom it is for sees it: its state by the clock, never its token. */
export function invitationView(invitation: Invitation, at: Date): InvitationView {
  const { id, organizationId, organizationName, program, status, expiresAt } = invitation.state;
  return {
    id,
    organizationId,
    organizationName,
    program,
    status: invitation.isExpired(at) ? 'expired' : status,
    expiresAt: expiresAt.toISOString(),
  };
}
