import type { EnterAccount } from '@portico/contracts';
import { type FieldFault, refusal } from '@portico/kernel';
import { type Phone, phoneOf } from '../domain/phone.js';
import { isTaxId } from '../domain/tax-id.js';

export const accountInvalid = refusal('invalid', 'invalid-input', 'Some of what was sent is not in the expected form.');

const emailFault: FieldFault = {
  pointer: '/email',
  code: 'email-mismatch',
  message: 'This is not the email that the registration began with.',
};
const taxIdFault: FieldFault = {
  pointer: '/taxId',
  code: 'tax-id-invalid',
  message: 'This cannot be a number of the type named.',
};
const phoneFault: FieldFault = {
  pointer: '/mobilePhone',
  code: 'phone-invalid',
  message: 'A passcode cannot be sent to this number.',
};

interface Person {
  firstName: string;
  lastName: string;
  phone: Phone;
}

/** The person of the Account Information window; refuses, by field, what cannot be right whatever is on file. */
export function accountOf(form: EnterAccount, email: string): Person {
  const phone = phoneOf(form.mobilePhone);
  const errors = [
    ...(form.email === email ? [] : [emailFault]),
    ...(isTaxId(form.taxIdType, form.taxId) ? [] : [taxIdFault]),
    ...(phone ? [] : [phoneFault]),
  ];
  if (!phone || errors.length > 0) throw accountInvalid({ errors });
  return { firstName: form.firstName, lastName: form.lastName, phone };
}
