import { randomBytes, randomInt } from 'node:crypto';

export interface OrganizationOnFile {
  legalName: string;
  kinds: string[];
  taxIdType: string;
  taxId: string;
  payTo: { line1: string; city: string; state: string; zip: string };
  contactEmail: string;
  npis: { npi: string; providerName: string; providerType: string; enrollmentType: string }[];
}

export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  mobilePhone: string;
  password: string;
}

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** Letters only, so that no name looks like a number. */
export const word = (): string =>
  [...randomBytes(6)].map((byte) => `${'bdfgklmnprst'[byte % 12]}${'aeiou'[byte % 5]}`).join('');

/** NPI check digit: Luhn over 80840 + NPI (CMS). */
export function anNpi(): string {
  const nine = `1${digits(8)}`;
  const sum = [...`80840${nine}`].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

export function anOrganization(part: Partial<OrganizationOnFile> = {}): OrganizationOnFile {
  const legalName = `${word()} Family Clinic`;
  return {
    legalName,
    kinds: ['provider'],
    taxIdType: 'EIN',
    taxId: `94-${digits(7)}`,
    payTo: { line1: '100 Example Way', city: 'Sacramento', state: 'CA', zip: '95814' },
    contactEmail: `office@${word()}.example`,
    npis: [
      { npi: anNpi(), providerName: `${legalName}, Clinic`, providerType: 'Clinic', enrollmentType: 'group' },
      { npi: anNpi(), providerName: `${legalName}, Pharmacy`, providerType: 'Pharmacy', enrollmentType: 'group' },
    ],
    ...part,
  };
}

/** Generated, never a fixed one; of every class, with no word of the account in it. */
export const aPassword = (): string => `${randomBytes(12).toString('hex')}Qz!#${randomInt(10)}K`;

export const aPerson = (part: Partial<Person> = {}): Person => ({
  email: `dana@${word()}.example`,
  firstName: 'Dana',
  lastName: 'Quill',
  mobilePhone: `+1${['916', '415', '213', '619'][randomInt(4)]}555${digits(4)}`,
  password: aPassword(),
  ...part,
});
