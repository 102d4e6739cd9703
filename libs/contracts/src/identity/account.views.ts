import { Email, Flag, Id, Instant, OneOf, Parts, Secret, Text, Whole, Words } from '../fields.js';
import {
  type LinkPurpose,
  linkPurposes,
  type MembershipStatus,
  membershipStatuses,
  type OrganizationKind,
  organizationKinds,
  type OrgRole,
  orgRoles,
} from '../words.js';

/** Taken; nothing more is said. */
export class AcceptedView {
  @OneOf(['accepted']) status: 'accepted';
}

/** Where the use of a mailed link stands: `otp`, then `password`, then `complete`. */
export class LinkStepView {
  @Id() id: string;
  @OneOf(linkPurposes) purpose: LinkPurpose;
  @OneOf(['otp', 'password', 'complete']) step: 'otp' | 'password' | 'complete';
  @Secret(200, { optional: true }) flowToken?: string;
  @Text(40, { optional: true }) program?: string;
  @Flag({ optional: true, description: 'The account has no phone yet: name one with the passcode request.' })
  phoneNeeded?: boolean;
  @Text(40, { optional: true, description: 'Last digits of the phone that the passcode goes to.' }) phoneHint?: string;
  @Flag({ optional: true }) passcodeSent?: boolean;
  @Text(40, { optional: true }) passcodePrefix?: string;
}

export class PasswordUpdatedView {
  @OneOf(['updated']) status: 'updated';
  @Text(500) message: string;
}

export class LoginStepView {
  @OneOf(['password']) next: 'password';
}

/** An organization that the person may enter. */
export class MembershipView {
  @Id() organizationId: string;
  @Id() memberId: string;
  @Text(200) name: string;
  @Text(40) program: string;
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(orgRoles) orgRole: OrgRole;
  @OneOf(membershipStatuses) status: MembershipStatus;
  /** Of an invitation that waits to be accepted; the organization cannot be entered before. */
  @Id({ optional: true }) invitationId?: string;
}

export class SignedInView {
  @OneOf(['home', 'select-organization']) next: 'home' | 'select-organization';
  @Secret(200) sessionToken: string;
  @Parts(() => MembershipView, { max: 200 }) organizations: MembershipView[];
}

/** A live session as its owner sees it. */
export class SessionView {
  @Id() id: string;
  @Id() userId: string;
  @Words({ max: 5 }) roles: string[];
  @Text(40, { optional: true }) program?: string;
  @Id({ optional: true }) organizationId?: string;
  @Id({ optional: true }) memberId?: string;
  @OneOf(orgRoles, { optional: true }) orgRole?: OrgRole;
  @Instant() startedAt: string;
  @Instant() idleEndsAt: string;
  @Instant() endsAt: string;
  @Instant() authenticatedAt: string;
  @Instant({ optional: true }) passcodeAt?: string;
}

/** A session after a passcode was proven in it; only the new token works. */
export class StrengthenedSessionView extends SessionView {
  @Secret(200) sessionToken: string;
}

/** The passcode that a session waits for. */
export class SessionPasscodeView {
  @Text(40, { description: 'Last digits of the phone that the passcode goes to.' }) phoneHint: string;
  @Text(40) passcodePrefix: string;
  @Instant() expiresAt: string;
}

export class SessionItemView {
  @Id() id: string;
  @Flag() current: boolean;
  @Instant() startedAt: string;
  @Instant() lastSeenAt: string;
  @Text(100, { optional: true }) address?: string;
  @Text(300, { optional: true }) userAgent?: string;
}

export class SessionListView {
  @Parts(() => SessionItemView, { max: 100 }) items: SessionItemView[];
  @Text(200, { optional: true }) nextCursor?: string;
}

export class SessionCountView {
  @Whole() count: number;
}

export class MeView {
  @Id() id: string;
  @Email() email: string;
  @Text(100) firstName: string;
  @Text(100) lastName: string;
  @Text(40, { optional: true, description: 'Masked; the last four digits.' }) mobilePhone?: string;
  @Words({ max: 5 }) roles: string[];
  @Text(20) version: string;
}

export class StaffView {
  @Id() id: string;
  @Email() email: string;
  @Words({ max: 5 }) roles: string[];
}
