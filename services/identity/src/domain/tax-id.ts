export type TaxIdType = 'EIN' | 'SSN';

const forms: Record<TaxIdType, RegExp> = { EIN: /^\d{2}-?\d{7}$/, SSN: /^\d{3}-?\d{2}-?\d{4}$/ };

/** Nine digits of one number were never given out: an EIN without prefix; an SSN with area 000, 666, 9xx, group 00, serial 0000. */
const neverGiven: Record<TaxIdType, RegExp> = { EIN: /^00/, SSN: /^(?:000|666|9)|^...00|0000$/ };

/** Whether what was typed can be a number of that type; whether it is the right one, only the data on file tell. */
export const isTaxId = (type: TaxIdType, typed: string): boolean =>
  forms[type].test(typed) && !neverGiven[type].test(typed.replaceAll('-', ''));
