import { Id } from '../fields.js';
import { Command, Query } from '../message.js';
import { AcceptedInvitationView, InvitationListView, PersonView } from './invitation.views.js';

/** What organizations invited the person who asks to, and they have not accepted yet (D-11). */
export class ListInvitations extends Query<InvitationListView> {
  static readonly subject = 'identity.list-invitations';
  static readonly result = InvitationListView;
}

/** A person with an account joins the organization that invited them, by one click (D-11). */
export class AcceptInvitation extends Command<AcceptedInvitationView> {
  static readonly subject = 'identity.accept-invitation';
  static readonly result = AcceptedInvitationView;
  @Id() invitationId: string;
}

/** Announces that an invitation's time has passed; sent by the expiry job (MC-INV-03). */
export class ExpireInvitation extends Command<AcceptedInvitationView> {
  static readonly subject = 'identity.expire-invitation';
  static readonly result = AcceptedInvitationView;
  static readonly internal = true;
  @Id() invitationId: string;
}

/** Names and address of an account, for the member list of the organizations it belongs to. */
export class GetPerson extends Query<PersonView> {
  static readonly subject = 'identity.get-person';
  static readonly result = PersonView;
  static readonly internal = true;
  @Id() userId: string;
}
