import { Id, Instant, Text, Whole } from '../fields.js';

/** The mail with the link is owed; `count` is that of the membership's invitations. */
export class InvitationIssued {
  static readonly type = 'portico.identity.invitation-issued.v1';
  static readonly subject = 'identity.event.invitation-issued.v1';
  @Id() invitationId: string;
  @Id() organizationId: string;
  @Id() memberId: string;
  @Text(40) program: string;
  @Whole() count: number;
  @Instant() expiresAt: string;
}

export class InvitationExpired {
  static readonly type = 'portico.identity.invitation-expired.v1';
  static readonly subject = 'identity.event.invitation-expired.v1';
  @Id() invitationId: string;
  @Id() organizationId: string;
  @Id() memberId: string;
  @Whole() count: number;
}

export class InvitationRevoked {
  static readonly type = 'portico.identity.invitation-revoked.v1';
  static readonly subject = 'identity.event.invitation-revoked.v1';
  @Id() invitationId: string;
  @Id() organizationId: string;
  @Id() memberId: string;
}

/** The invited person proved themselves: by registering, or with the account they have. */
export class InvitationAccepted {
  static readonly type = 'portico.identity.invitation-accepted.v1';
  static readonly subject = 'identity.event.invitation-accepted.v1';
  @Id() invitationId: string;
  @Id() organizationId: string;
  @Id() memberId: string;
  @Id() userId: string;
  @Id({ optional: true, description: 'The registration that led there.' }) registrationId?: string;
}

/** An invited person finished their registration: the invitation is now to be accepted for them. */
export class InvitedRegistrationCompleted {
  static readonly type = 'portico.identity.invited-registration-completed.v1';
  static readonly subject = 'identity.event.invited-registration-completed.v1';
  @Id() registrationId: string;
  @Id() invitationId: string;
  @Id() organizationId: string;
  @Id() memberId: string;
  @Id() userId: string;
  @Text(40) program: string;
  @Whole({ description: 'Which of the membership’s invitations it was.' }) count: number;
}
