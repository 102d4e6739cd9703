import type { Provider } from '@nestjs/common';
import { MongoInvitations } from './adapters/mongo.invitations.js';
import { NatsInvitees } from './adapters/nats.invitees.js';
import { Invitations } from './domain/invitations.js';
import { DeliverInvitations } from './jobs/deliver-invitations.js';
import { ExpireInvitations } from './jobs/expire-invitations.js';
import { InvitationReconciler } from './jobs/invitation-reconciler.js';
import { GetPersonHandler } from './reads/get-person.js';
import { ListInvitationsHandler } from './reads/list-invitations.js';
import { AcceptInvitationHandler } from './use-cases/accept-invitation.js';
import { ExpireInvitationHandler } from './use-cases/expire-invitation.js';
import { InvitationDelivery } from './use-cases/invitation-delivery.js';
import { InvitationMails } from './use-cases/invitation-mails.js';
import { InvitationQueue } from './use-cases/invitation-queue.js';
import { InvitationTokens } from './use-cases/invitation-tokens.js';
import { InvitationsInStep } from './use-cases/invitations-in-step.js';
import { InvitedAdmission } from './use-cases/invited-admission.js';
import { Invitees } from './use-cases/invitees.js';
import { OnInvitationAcceptedShowToUser } from './use-cases/on-invitation-accepted-show-to-user.js';
import { OnInvitationIssuedShowToUser } from './use-cases/on-invitation-issued-show-to-user.js';
import { OnInvitationIssued } from './use-cases/on-invitation-issued.js';
import { OnInvitationRevokedShowToUser } from './use-cases/on-invitation-revoked-show-to-user.js';
import { OnInvitedRegistrationCompleted } from './use-cases/on-invited-registration-completed.js';
import { OnMemberInvited } from './use-cases/on-member-invited.js';
import { OnMemberJoinedAdmitUser } from './use-cases/on-member-joined-admit-user.js';
import { OnMemberStandingChangedRevokeInvitation } from './use-cases/on-member-standing-changed-revoke-invitation.js';
import { OnUserRegisteredShowInvitations } from './use-cases/on-user-registered-show-invitations.js';
import { ShownInvitations } from './use-cases/shown-invitations.js';

const useCases = [AcceptInvitationHandler, ExpireInvitationHandler];
const reads = [GetPersonHandler, ListInvitationsHandler];
const reactions = [
  OnInvitationAcceptedShowToUser,
  OnInvitationIssued,
  OnInvitationIssuedShowToUser,
  OnInvitationRevokedShowToUser,
  OnInvitedRegistrationCompleted,
  OnMemberInvited,
  OnMemberJoinedAdmitUser,
  OnMemberStandingChangedRevokeInvitation,
  OnUserRegisteredShowInvitations,
];
const jobs = [DeliverInvitations, ExpireInvitations, InvitationReconciler];
const parts = [
  InvitationDelivery,
  InvitationMails,
  InvitationQueue,
  InvitationTokens,
  InvitationsInStep,
  InvitedAdmission,
  ShownInvitations,
];
const adapters = [
  MongoInvitations,
  { provide: Invitations, useExisting: MongoInvitations },
  { provide: Invitees, useClass: NatsInvitees },
];

/** Invitations: how they reach people, and how people come in by them. */
export const invitation: Provider[] = [...useCases, ...reads, ...reactions, ...jobs, ...parts, ...adapters];
