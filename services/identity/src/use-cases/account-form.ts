import type { EnterAccount } from '@portico/contracts';
import type { FieldFault } from '@portico/kernel';
import { type Phone, phoneOf } from '../domain/phone.js';
import { isTaxId } from '../domain/tax-id.js';
import { fieldsRefused, missingIn, mustBeFaultless, strangeIn } from './fields-asked.js';

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

/** What only the person who registers an organization is asked. */
const ofOrganization = ['email', 'taxIdType', 'taxId', 'payToZip', 'contactEmail'] as const;

/** The whole Account Information window (MC-REG-04). */
export type WholeForm = EnterAccount & Required<Pick<EnterAccount, (typeof ofOrganization)[number]>>;

export interface Person {
  firstName: string;
  lastName: string;
  phone: Phone;
}

/** The form with every field that the registration of an organization asks for; refuses by the name of each missing one. */
export function wholeForm(form: EnterAccount): WholeForm {
  mustBeFaultless(missingIn({ ...form }, ofOrganization));
  return form as WholeForm;
}

/** The person of the Account Information window; refuses, by field, what cannot be right whatever is on file. */
export function accountOf(form: WholeForm, email: string): Person {
  const faults = [
    ...(form.email === email ? [] : [emailFault]),
    ...(isTaxId(form.taxIdType, form.taxId) ? [] : [taxIdFault]),
  ];
  return personOf(form, faults);
}

/** Names and phone are all that an invited person is asked for (MC-INV-08). */
export const invitedPersonOf = (form: EnterAccount): Person => personOf(form, strangeIn({ ...form }, ofOrganization));

function personOf({ firstName, lastName, mobilePhone }: EnterAccount, faults: FieldFault[]): Person {
  const phone = phoneOf(mobilePhone);
  const errors = [...faults, ...(phone ? [] : [phoneFault])];
  if (!phone || errors.length > 0) throw fieldsRefused({ errors });
  return { firstName, lastName, phone };
}
