import { KeyedEmailPrints } from './adapters/keyed.email-prints.js';
import { MongoPeopleAtHand } from './adapters/mongo.people-at-hand.js';
import { NatsPeople } from './adapters/nats.people.js';
import { NatsSessionsInView } from './adapters/nats.sessions-in-view.js';
import { ShownUserViews } from './adapters/shown.user-views.js';
import { EmailPrints } from './domain/email-prints.js';
import { PeopleAtHand } from './domain/people-at-hand.js';
import { GetInviteeHandler } from './reads/get-invitee.js';
import { AddUserHandler } from './use-cases/add-user.js';
import { CorrespondenceGrants } from './use-cases/correspondence-grants.js';
import { DeactivateUserHandler } from './use-cases/deactivate-user.js';
import { Desks } from './use-cases/desks.js';
import { Names } from './use-cases/names.js';
import { Newcomers } from './use-cases/newcomers.js';
import { OnInvitationAccepted } from './use-cases/on-invitation-accepted.js';
import { OnMemberDeactivated } from './use-cases/on-member-deactivated.js';
import { OnMemberInvited } from './use-cases/on-member-invited.js';
import { OnMemberJoined } from './use-cases/on-member-joined.js';
import { OnProfileUpdated } from './use-cases/on-profile-updated.js';
import { OnRosterChanged } from './use-cases/on-roster-changed.js';
import { OnUserJoinedOrganization } from './use-cases/on-user-joined-organization.js';
import { People } from './use-cases/people.js';
import { ReactivateUserHandler } from './use-cases/reactivate-user.js';
import { ReissueInvitationHandler } from './use-cases/reissue-invitation.js';
import { RemoveDomainHandler } from './use-cases/remove-domain.js';
import { RosterChanges } from './use-cases/roster-changes.js';
import { SessionsInView } from './use-cases/sessions-in-view.js';
import { SetCorrespondencePermissionsHandler } from './use-cases/set-correspondence-permissions.js';
import { SetCorrespondencePermissionsInBulkHandler } from './use-cases/set-correspondence-permissions-in-bulk.js';
import { SetNpiPermissionsHandler } from './use-cases/set-npi-permissions.js';
import { SetOrganizationPermissionHandler } from './use-cases/set-organization-permission.js';
import { UserChanges } from './use-cases/user-changes.js';
import { UserViews } from './use-cases/user-views.js';

const commands = [
  AddUserHandler,
  ReissueInvitationHandler,
  SetNpiPermissionsHandler,
  SetCorrespondencePermissionsHandler,
  SetCorrespondencePermissionsInBulkHandler,
  SetOrganizationPermissionHandler,
  DeactivateUserHandler,
  ReactivateUserHandler,
  RemoveDomainHandler,
];
const reads = [GetInviteeHandler];
const reactions = [
  OnInvitationAccepted,
  OnMemberDeactivated,
  OnMemberInvited,
  OnMemberJoined,
  OnProfileUpdated,
  OnRosterChanged,
  OnUserJoinedOrganization,
];
const parts = [Desks, Newcomers, UserChanges, RosterChanges, CorrespondenceGrants, Names];
const adapters = [
  { provide: PeopleAtHand, useClass: MongoPeopleAtHand },
  { provide: EmailPrints, useClass: KeyedEmailPrints },
  { provide: UserViews, useClass: ShownUserViews },
  { provide: SessionsInView, useClass: NatsSessionsInView },
  { provide: People, useClass: NatsPeople },
];

/** What manages the people of organizations: who they are, what they may do, their domains. */
export const peopleProviders = [...commands, ...reads, ...reactions, ...parts, ...adapters];
