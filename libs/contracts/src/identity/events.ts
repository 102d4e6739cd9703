import { Id, Instant, OneOf, Text, Words } from '../fields.js';
import {
  type LinkPurpose,
  linkPurposes,
  type PasscodeChannel,
  passcodeChannels,
  type RegistrationFlow,
  registrationFlows,
} from '../words.js';

export class RegistrationTokenIssued {
  static readonly type = 'portico.identity.registration-token-issued.v1';
  static readonly subject = 'identity.event.registration-token-issued.v1';
  @Id() tokenId: string;
  @Id() organizationId: string;
  @Text(40) program: string;
  @Instant() expiresAt: string;
  @Id({ optional: true, description: 'The token that this one replaces.' }) replaces?: string;
}

export class RegistrationTokenRevoked {
  static readonly type = 'portico.identity.registration-token-revoked.v1';
  static readonly subject = 'identity.event.registration-token-revoked.v1';
  @Id() tokenId: string;
}

export class RegistrationTokenExpired {
  static readonly type = 'portico.identity.registration-token-expired.v1';
  static readonly subject = 'identity.event.registration-token-expired.v1';
  @Id() tokenId: string;
  @Id() organizationId: string;
}

/** The token admitted a registration, and admits no other. */
export class RegistrationTokenBegun {
  static readonly type = 'portico.identity.registration-token-begun.v1';
  static readonly subject = 'identity.event.registration-token-begun.v1';
  @Id() tokenId: string;
  @Id() registrationId: string;
}

export class RegistrationTokenUsed {
  static readonly type = 'portico.identity.registration-token-used.v1';
  static readonly subject = 'identity.event.registration-token-used.v1';
  @Id() tokenId: string;
  @Id() registrationId: string;
}

/** What was typed did not match the data on file; after too many the token is locked. */
export class RegistrationTokenMismatched {
  static readonly type = 'portico.identity.registration-token-mismatched.v1';
  static readonly subject = 'identity.event.registration-token-mismatched.v1';
  @Id() tokenId: string;
  @Instant({ optional: true }) lockedUntil?: string;
}

export class RegistrationStarted {
  static readonly type = 'portico.identity.registration-started.v1';
  static readonly subject = 'identity.event.registration-started.v1';
  @Id() registrationId: string;
  @Id({ optional: true, description: 'The token that admitted it, or else the invitation.' }) tokenId?: string;
  @Id({ optional: true }) invitationId?: string;
  @Text(40) program: string;
  @OneOf(registrationFlows) flow: RegistrationFlow;
}

/** A step was done; `step` is the next one. */
export class RegistrationAdvanced {
  static readonly type = 'portico.identity.registration-advanced.v1';
  static readonly subject = 'identity.event.registration-advanced.v1';
  @Id() registrationId: string;
  @Text(40) done: string;
  @Text(40) step: string;
}

/** A passcode was sent, or a try at it failed; never its digits. */
export class PasscodeSent {
  static readonly type = 'portico.identity.passcode-sent.v1';
  static readonly subject = 'identity.event.passcode-sent.v1';
  @Id() flowId: string;
  @OneOf(passcodeChannels) channel: PasscodeChannel;
}

export class PasscodeRefused {
  static readonly type = 'portico.identity.passcode-refused.v1';
  static readonly subject = 'identity.event.passcode-refused.v1';
  @Id() flowId: string;
}

/** The person finished; the organization is now to be claimed for them. */
export class RegistrationCompleted {
  static readonly type = 'portico.identity.registration-completed.v1';
  static readonly subject = 'identity.event.registration-completed.v1';
  @Id() registrationId: string;
  @Id() tokenId: string;
  @Text(40) program: string;
  @Id() organizationId: string;
  @Id() userId: string;
  @OneOf(registrationFlows) flow: RegistrationFlow;
  @Text(254, { description: 'Domain of the login email.' }) emailDomain: string;
}

/** The membership exists: the registration's last word. */
export class RegistrationProvisioned {
  static readonly type = 'portico.identity.registration-provisioned.v1';
  static readonly subject = 'identity.event.registration-provisioned.v1';
  @Id() registrationId: string;
  @Id() userId: string;
}

export class UserRegistered {
  static readonly type = 'portico.identity.user-registered.v1';
  static readonly subject = 'identity.event.user-registered.v1';
  @Id() userId: string;
  @Words({ max: 5 }) roles: string[];
  @Text(40) program: string;
}

/** An account that there was before may now act as staff. */
export class StaffRolesGranted {
  static readonly type = 'portico.identity.staff-roles-granted.v1';
  static readonly subject = 'identity.event.staff-roles-granted.v1';
  @Id() userId: string;
  @Words({ max: 5 }) roles: string[];
}

export class UserJoinedOrganization {
  static readonly type = 'portico.identity.user-joined-organization.v1';
  static readonly subject = 'identity.event.user-joined-organization.v1';
  @Id() userId: string;
  @Id() organizationId: string;
  @Text(40) program: string;
  @Id({ optional: true, description: 'The registration that led there.' }) registrationId?: string;
}

export class ProfileUpdated {
  static readonly type = 'portico.identity.profile-updated.v1';
  static readonly subject = 'identity.event.profile-updated.v1';
  @Id() userId: string;
  @Words({ max: 10 }, { description: 'Names of the changed fields.' }) fields: string[];
}

export class PasswordLinkIssued {
  static readonly type = 'portico.identity.password-link-issued.v1';
  static readonly subject = 'identity.event.password-link-issued.v1';
  @Id() userId: string;
  @Id() linkId: string;
  @OneOf(linkPurposes) purpose: LinkPurpose;
  @Text(40) program: string;
}

export class PasswordLinkProven {
  static readonly type = 'portico.identity.password-link-proven.v1';
  static readonly subject = 'identity.event.password-link-proven.v1';
  @Id() userId: string;
  @Id() linkId: string;
}

export class PasswordChanged {
  static readonly type = 'portico.identity.password-changed.v1';
  static readonly subject = 'identity.event.password-changed.v1';
  @Id() userId: string;
  @Text(40) program: string;
}

/** Too many wrong passwords for one sign-in name that has an account (MC-AUT-10). */
export class SignInLocked {
  static readonly type = 'portico.identity.sign-in-locked.v1';
  static readonly subject = 'identity.event.sign-in-locked.v1';
  @Id() userId: string;
  @Instant() lockedUntil: string;
}

export class SessionStarted {
  static readonly type = 'portico.identity.session-started.v1';
  static readonly subject = 'identity.event.session-started.v1';
  @Id() sessionId: string;
  @Id() userId: string;
  @Id({ optional: true, description: 'The organization that is in view from the beginning.' }) organizationId?: string;
  @Id({ optional: true }) memberId?: string;
}

export class SessionOrganizationChosen {
  static readonly type = 'portico.identity.session-organization-chosen.v1';
  static readonly subject = 'identity.event.session-organization-chosen.v1';
  @Id() sessionId: string;
  @Id() organizationId: string;
  @Id({ optional: true }) memberId?: string;
}

/** A passcode was proven in the session, which has a new token since. */
export class SessionStrengthened {
  static readonly type = 'portico.identity.session-strengthened.v1';
  static readonly subject = 'identity.event.session-strengthened.v1';
  @Id() sessionId: string;
  @Id() userId: string;
}

export class SessionEnded {
  static readonly type = 'portico.identity.session-ended.v1';
  static readonly subject = 'identity.event.session-ended.v1';
  @Id() sessionId: string;
  @Id() userId: string;
  @OneOf(['signed-out', 'ended-by-owner', 'password-changed', 'membership-ended']) reason:
    'signed-out' | 'ended-by-owner' | 'password-changed' | 'membership-ended';
}
