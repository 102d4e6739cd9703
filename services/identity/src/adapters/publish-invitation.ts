import { InvitationAccepted, InvitationExpired, InvitationIssued, InvitationRevoked } from '@portico/contracts';
import type { Publication } from '@portico/service';
import type { InvitationEvent } from '../domain/invitation.events.js';
import { written } from './written.js';

/** What other services are told of an invitation: ids and instants, never its token, its address or a name. */
export function publishInvitation({ type, ...data }: InvitationEvent): Publication[] {
  switch (type) {
    case 'InvitationIssued':
      return [{ type: InvitationIssued, data: written(data) }];
    case 'InvitationAccepted':
      return [{ type: InvitationAccepted, data: written(data) }];
    case 'InvitationExpired':
      return [{ type: InvitationExpired, data }];
    case 'InvitationRevoked':
      return [{ type: InvitationRevoked, data }];
    case 'InvitationBegun':
    case 'InvitationMailed':
      return [];
  }
}
