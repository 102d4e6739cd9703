import { Email, Id, Instant, OneOf, Parts, Pattern, Secret, Text } from '../fields.js';
import { type InvitationStatus, invitationStatuses, phoneForm } from '../words.js';

export class InvitationView {
  @Id() id: string;
  @Id() organizationId: string;
  @Text(200) organizationName: string;
  @Text(40) program: string;
  @OneOf(invitationStatuses) status: InvitationStatus;
  @Instant() expiresAt: string;
}

export class InvitationListView {
  @Parts(() => InvitationView, { max: 200 }) items: InvitationView[];
}

/** Accepted; the organization is in the list of memberships once it has taken the person in. */
export class AcceptedInvitationView extends InvitationView {
  @Text(500, { optional: true }) message?: string;
}

/** What an invitation fills in by itself at the start of its registration, read-only (MC-INV-05). */
export class InvitedView {
  @Text(200) organizationName: string;
  @Email() email: string;
  @Text(100) firstName: string;
  @Text(100) lastName: string;
  @Secret(200, { description: 'The secure token of the invitation, as the link carried it.' }) secureToken: string;
}

export class PersonView {
  @Id() userId: string;
  @Email() email: string;
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  @Pattern(phoneForm, { secret: true, optional: true }) mobilePhone?: string;
}
