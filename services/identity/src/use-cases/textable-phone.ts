import { type FieldFault, Refusal, refusal } from '@portico/kernel';
import { phoneOf } from '../domain/phone.js';
import { phoneNotTextable } from '../domain/registration.js';

export const phoneRequired = refusal('invalid', 'phone-required', 'Please name the phone that the passcode goes to.');
export const phoneOnFile = refusal('invalid', 'phone-on-file', 'The passcode goes to the phone of this account.');
export const phoneInvalid = refusal('invalid', 'phone-invalid', 'A passcode cannot be sent to this number.');

interface Asked {
  /** The account's own phone; no other one gets its passcodes. */
  onFile: string | undefined;
  /** Named by someone whose account has none yet. */
  named: string | undefined;
  channel: 'sms' | 'voice';
}

const at = (pointer: string, refused: () => Refusal): Refusal => {
  const { kind, code, message } = refused();
  const errors: FieldFault[] = [{ pointer, code, message }];
  return new Refusal(kind, code, message, { errors });
};

/** The number, E.164, that a passcode may go to by this channel. */
export function textablePhone({ onFile, named, channel }: Asked): string {
  if (onFile && named) throw at('/mobilePhone', phoneOnFile);
  const typed = onFile ?? named;
  if (!typed) throw at('/mobilePhone', phoneRequired);
  const phone = phoneOf(typed);
  if (!phone) throw at('/mobilePhone', phoneInvalid);
  if (channel === 'sms' && !phone.textable) throw at('/channel', phoneNotTextable);
  return phone.number;
}
