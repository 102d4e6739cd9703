import { type FieldFault, refusal } from '@portico/kernel';
import { businessPhoneOf, mobilePhoneOf } from '../domain/phone.js';

export const phoneInvalid = refusal('invalid', 'invalid-input', 'Some of what was sent is not in the expected form.');

interface Typed {
  readonly mobilePhone: string;
  readonly businessPhone?: string;
}

const faultAt = (pointer: string, message: string): FieldFault => ({ pointer, code: 'phone-invalid', message });

/** The phones of a form, E.164, and by field what is wrong with those that cannot be (MC-ADM-04). */
export function phonesOf(typed: Typed): Partial<Typed> & { errors: FieldFault[] } {
  const mobilePhone = mobilePhoneOf(typed.mobilePhone);
  const businessPhone = typed.businessPhone === undefined ? undefined : businessPhoneOf(typed.businessPhone);
  const errors = [
    ...(mobilePhone ? [] : [faultAt('/mobilePhone', 'A passcode cannot be sent to this number.')]),
    ...(typed.businessPhone && !businessPhone ? [faultAt('/businessPhone', 'There is no such number.')] : []),
  ];
  return { mobilePhone, businessPhone, errors };
}
