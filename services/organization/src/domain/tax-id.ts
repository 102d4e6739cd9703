export type TaxIdType = 'EIN' | 'SSN';

/** Who pays the taxes: nine digits, judged by the rules of their issuer. */
export interface TaxId {
  readonly type: TaxIdType;
  readonly digits: string;
}

/** The keyed hash of a tax id: tells equal ids without showing them. A port, for the key is not the domain's. */
export abstract class TaxIdPrints {
  abstract of(taxId: TaxId): string;
}

const forms: Record<TaxIdType, RegExp> = { EIN: /^\d{2}-?\d{7}$/, SSN: /^(?:\d{9}|\d{3}-\d{2}-\d{4})$/ };

/** Prefixes that the IRS has assigned to its campuses, to the internet and to the SBA. */
const einPrefixes = [
  [1, 6],
  [10, 16],
  [20, 27],
  [30, 48],
  [50, 68],
  [71, 77],
  [80, 88],
  [90, 95],
  [98, 99],
] as const;

const isEin = (digits: string): boolean => {
  const prefix = Number(digits.slice(0, 2));
  return einPrefixes.some(([from, to]) => from <= prefix && prefix <= to);
};

/** The SSA never issues area 000, 666 or 900 to 999, group 00, or serial 0000. */
const isSsn = (digits: string): boolean => !/^(?:000|666|9)|^...00|0000$/.test(digits);

export const taxIdOf = (type: TaxIdType, typed: string): TaxId => ({ type, digits: typed.replaceAll('-', '') });

/** Whether what was typed can be a tax id of its type: form, and the structure of its numbers. */
export function isTaxId(type: TaxIdType, typed: string): boolean {
  const { digits } = taxIdOf(type, typed);
  return forms[type].test(typed) && (type === 'EIN' ? isEin(digits) : isSsn(digits));
}
