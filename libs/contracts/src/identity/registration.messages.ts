import { Email, Id, OneOf, Part, Pattern, Secret, Text, Words } from '../fields.js';
import { Command, Query } from '../message.js';
import {
  type PasscodeChannel,
  passcodeChannels,
  passcodeForm,
  phoneForm,
  taxIdForm,
  type TaxIdType,
  taxIdTypes,
  zipForm,
} from '../words.js';
import { OrganizationOnFile } from '../organization/on-file.js';
import { RegistrationStepView, RegistrationTokenView } from './registration.views.js';

/** The department issues a registration token; only the printed letter carries it (MC-TOK-01). */
export class IssueRegistrationToken extends Command<RegistrationTokenView> {
  static readonly subject = 'identity.issue-registration-token';
  static readonly result = RegistrationTokenView;
  @Text(40, { example: 'medi-cal' }) program: string;
  @Part(() => OrganizationOnFile) organization: OrganizationOnFile;
}

/** A new token for an expired or lost one, which stops working (MC-TOK-06). */
export class ReissueRegistrationToken extends Command<RegistrationTokenView> {
  static readonly subject = 'identity.reissue-registration-token';
  static readonly result = RegistrationTokenView;
  @Id() tokenId: string;
}

export class GetRegistrationToken extends Query<RegistrationTokenView> {
  static readonly subject = 'identity.get-registration-token';
  static readonly result = RegistrationTokenView;
  @Id() tokenId: string;
}

/** Announces that a token's time has passed; sent by the expiry job (MC-TOK-05). */
export class ExpireRegistrationToken extends Command<RegistrationTokenView> {
  static readonly subject = 'identity.expire-registration-token';
  static readonly result = RegistrationTokenView;
  static readonly internal = true;
  @Id() tokenId: string;
}

/** Prints the letter of a token, once; sent by the letter job (MC-TOK-02). */
export class PrintTokenLetter extends Command<RegistrationTokenView> {
  static readonly subject = 'identity.print-token-letter';
  static readonly result = RegistrationTokenView;
  static readonly internal = true;
  @Id() tokenId: string;
}

/**
 * Begins or resumes the registration that a letter's token or a mailed invitation admits (MC-REG-02, MC-REG-19, MC-INV-05):
 * `token` and `email`, or `invitation` alone.
 */
export class StartRegistration extends Command<RegistrationStepView> {
  static readonly subject = 'identity.start-registration';
  static readonly result = RegistrationStepView;
  @Text(40, { example: 'medi-cal' }) program: string;
  @Email({ optional: true, description: 'With `token`.' }) email?: string;
  @Secret(100, { optional: true, description: 'The Secure Token ID of the letter, with or without its dashes.' })
  token?: string;
  @Secret(200, { optional: true, description: 'What the mailed link of an invitation carries.' }) invitation?: string;
}

/** A signed-in person adds a further organization with its own token (MC-ORG-01). */
export class AddOrganization extends Command<RegistrationStepView> {
  static readonly subject = 'identity.add-organization';
  static readonly result = RegistrationStepView;
  @Secret(100, { description: 'The Secure Token ID of the letter.' }) token: string;
}

export class GetRegistration extends Query<RegistrationStepView> {
  static readonly subject = 'identity.get-registration';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
}

export class AcceptTerms extends Command<RegistrationStepView> {
  static readonly subject = 'identity.accept-terms';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
  @Words({ max: 10 }, { description: 'Ids of the boxes that were checked.' }) accepted: string[];
}

/**
 * Account Information (MC-REG-04); tax id, ZIP and contact must match the data on file (MC-REG-05). Whoever was invited
 * gives names and phone only (MC-INV-08); everybody else every field.
 */
export class EnterAccount extends Command<RegistrationStepView> {
  static readonly subject = 'identity.enter-account';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
  @Text(100) firstName: string;
  @Text(100) lastName: string;
  @Pattern(phoneForm, { example: '+1 916 555 0142' }) mobilePhone: string;
  @Email({ optional: true }) email?: string;
  @OneOf(taxIdTypes, { optional: true }) taxIdType?: TaxIdType;
  @Pattern(taxIdForm, { optional: true, secret: true }) taxId?: string;
  @Pattern(zipForm, { optional: true }) payToZip?: string;
  @Email({ optional: true }) contactEmail?: string;
}

export class SendRegistrationPasscode extends Command<RegistrationStepView> {
  static readonly subject = 'identity.send-registration-passcode';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
  @OneOf(passcodeChannels) channel: PasscodeChannel;
}

export class VerifyRegistrationPasscode extends Command<RegistrationStepView> {
  static readonly subject = 'identity.verify-registration-passcode';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
  @Pattern(passcodeForm, { secret: true, description: 'The last six digits of the passcode.' }) code: string;
}

/** Both boxes of the Conditions of Use complete the registration (MC-REG-10). */
export class AcceptConditions extends Command<RegistrationStepView> {
  static readonly subject = 'identity.accept-conditions';
  static readonly result = RegistrationStepView;
  @Id() registrationId: string;
  @Secret(200) flowToken: string;
  @Words({ max: 10 }, { description: 'Ids of the boxes that were checked.' }) accepted: string[];
}
