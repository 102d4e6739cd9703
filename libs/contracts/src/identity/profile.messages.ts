import { OneOf, Pattern, Secret } from '../fields.js';
import { Command } from '../message.js';
import { type PasscodeChannel, passcodeChannels, passcodeForm, phoneForm } from '../words.js';
import { MeView, PasswordUpdatedView, SessionPasscodeView } from './account.views.js';

/** Sends a passcode to the new phone; the old one stays until it is proven (MC-PRF-03). */
export class RequestPhoneChange extends Command<SessionPasscodeView> {
  static readonly subject = 'identity.request-phone-change';
  static readonly result = SessionPasscodeView;
  @Pattern(phoneForm, { secret: true, example: '+1 916 555 0142' }) mobilePhone: string;
  @OneOf(passcodeChannels) channel: PasscodeChannel;
}

/** The new phone is proven and takes the old one's place; the old one is told. */
export class ProvePhoneChange extends Command<MeView> {
  static readonly subject = 'identity.prove-phone-change';
  static readonly result = MeView;
  @Pattern(passcodeForm, { secret: true }) code: string;
}

/** Asks for the present password, and for a fresh passcode where the program says so (MC-PRF-04). */
export class ChangePassword extends Command<PasswordUpdatedView> {
  static readonly subject = 'identity.change-password';
  static readonly result = PasswordUpdatedView;
  @Secret(1024) currentPassword: string;
  @Secret(1024) password: string;
}
