import { Email, Id, OneOf, Pattern, Secret, Text, Words } from '../fields.js';
import { Command, Query } from '../message.js';
import { type PasscodeChannel, passcodeChannels, passcodeForm, phoneForm } from '../words.js';
import {
  AcceptedView,
  LinkStepView,
  LoginStepView,
  MeView,
  PasswordUpdatedView,
  SessionListView,
  SessionPasscodeView,
  SessionView,
  SignedInView,
  StaffView,
  StrengthenedSessionView,
} from './account.views.js';

/** Opens the mailed link; consumes nothing (MC-REG-16, MC-AUT-08). */
export class OpenPasswordLink extends Command<LinkStepView> {
  static readonly subject = 'identity.open-password-link';
  static readonly result = LinkStepView;
  @Secret(200) token: string;
}

export class SendLinkPasscode extends Command<LinkStepView> {
  static readonly subject = 'identity.send-link-passcode';
  static readonly result = LinkStepView;
  @Id() linkId: string;
  @Secret(200) flowToken: string;
  @OneOf(passcodeChannels) channel: PasscodeChannel;
  @Pattern(phoneForm, { optional: true, description: 'Only for an account that has no phone yet (staff).' })
  mobilePhone?: string;
}

export class VerifyLinkPasscode extends Command<LinkStepView> {
  static readonly subject = 'identity.verify-link-passcode';
  static readonly result = LinkStepView;
  @Id() linkId: string;
  @Secret(200) flowToken: string;
  @Pattern(passcodeForm, { secret: true }) code: string;
}

/** Consumes the link and sets the password in one write (MC-PWD, MC-INV-11). */
export class SetPassword extends Command<PasswordUpdatedView> {
  static readonly subject = 'identity.set-password';
  static readonly result = PasswordUpdatedView;
  @Id() linkId: string;
  @Secret(200) flowToken: string;
  @Secret(1024) password: string;
}

/** Answers alike for known and unknown addresses (MC-AUT-07). */
export class RequestPasswordReset extends Command<AcceptedView> {
  static readonly subject = 'identity.request-password-reset';
  static readonly result = AcceptedView;
  @Email() email: string;
  @Text(40, { example: 'medi-cal' }) program: string;
}

/** First step of signing in; says nothing about the account (MC-AUT-01). */
export class Identify extends Command<LoginStepView> {
  static readonly subject = 'identity.identify';
  static readonly result = LoginStepView;
  @Email() email: string;
}

export class SignIn extends Command<SignedInView> {
  static readonly subject = 'identity.sign-in';
  static readonly result = SignedInView;
  @Email() email: string;
  @Secret(1024) password: string;
  @Text(300, { optional: true }) userAgent?: string;
}

/** Rewrites the live copy of a session from its record, when the copy was lost. Sent by the gateway. */
export class ResumeSession extends Command<SessionView> {
  static readonly subject = 'identity.resume-session';
  static readonly result = SessionView;
  static readonly internal = true;
  @Secret(200) sessionToken: string;
}

/** Keeps a session's record in step with its use; sent by the gateway now and then. */
export class TouchSession extends Command<AcceptedView> {
  static readonly subject = 'identity.touch-session';
  static readonly result = AcceptedView;
  static readonly internal = true;
}

/** Puts another of the person's organizations in view (MC-HOM-05); answers with the new session state. */
export class ChooseOrganization extends Command<SessionView> {
  static readonly subject = 'identity.choose-organization';
  static readonly result = SessionView;
  @Id() organizationId: string;
}

/** Sends a passcode to the phone of the account; it counts in this session only (MC-OTP-03, MC-OTP-05). */
export class SendSessionPasscode extends Command<SessionPasscodeView> {
  static readonly subject = 'identity.send-session-passcode';
  static readonly result = SessionPasscodeView;
  @OneOf(passcodeChannels) channel: PasscodeChannel;
}

/** Proves the phone in this session, which goes on under a new token: the one before is worth nothing from then on. */
export class VerifySessionPasscode extends Command<StrengthenedSessionView> {
  static readonly subject = 'identity.verify-session-passcode';
  static readonly result = StrengthenedSessionView;
  @Pattern(passcodeForm, { secret: true }) code: string;
}

export class SignOut extends Command<AcceptedView> {
  static readonly subject = 'identity.sign-out';
  static readonly result = AcceptedView;
}

export class GetMe extends Query<MeView> {
  static readonly subject = 'identity.get-me';
  static readonly result = MeView;
}

export class UpdateProfile extends Command<MeView> {
  static readonly subject = 'identity.update-profile';
  static readonly result = MeView;
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  @Text(254, { optional: true, description: 'Cannot be changed here: refused with `immutable-field`.' }) email?: string;
  /** The version that `If-Match` names; none means whatever is there. */
  @Text(20, { optional: true }) ifMatch?: string;
}

export class ListSessions extends Query<SessionListView> {
  static readonly subject = 'identity.list-sessions';
  static readonly result = SessionListView;
  @Text(200, { optional: true }) cursor?: string;
}

export class EndSession extends Command<AcceptedView> {
  static readonly subject = 'identity.end-session';
  static readonly result = AcceptedView;
  @Id() sessionId: string;
}

/** Makes a staff account and mails it a link to set its password. Sent by the staff command. */
export class AddStaff extends Command<StaffView> {
  static readonly subject = 'identity.add-staff';
  static readonly result = StaffView;
  static readonly internal = true;
  @Email() email: string;
  @Words({ min: 1, max: 5, of: ['ops'] }) roles: string[];
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  @Pattern(phoneForm, { optional: true }) mobilePhone?: string;
  @Text(40, { optional: true, description: 'Program whose templates the mail uses.' }) program?: string;
}
