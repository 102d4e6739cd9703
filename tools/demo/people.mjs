// Organizations and people of the demo world. Nothing of it belongs to anybody: 555 numbers, `.example` addresses.
import { randomBytes, randomInt } from 'node:crypto';

export const PROGRAM = 'medi-cal';

/** NPI check digit: Luhn over 80840 + NPI (CMS). */
export function npi(nine) {
  const digits = [...`80840${nine}`].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const digits = (length) => Array.from({ length }, () => randomInt(10)).join('');

/** Alphabetic, so that no name or address looks like a number. */
const word = () => [...randomBytes(5)].map((byte) => 'bcdfghjklmnprstv'[byte % 16] + 'aeiou'[byte % 5]).join('');

const aName = () => `${word().replace(/^./, (first) => first.toUpperCase())} Family Clinic`;

export function anOrganization({ legalName = aName(), kinds = ['provider'] } = {}) {
  const contact = `${word()}.example`;
  const provider = (type) => ({
    npi: npi(`1${digits(8)}`),
    providerName: `${legalName}, ${type}`,
    providerType: type,
    enrollmentType: 'group',
  });
  return {
    legalName,
    kinds,
    taxIdType: 'EIN',
    taxId: `94-${digits(7)}`,
    payTo: { line1: '100 Example Way', city: 'Sacramento', state: 'CA', zip: '95814' },
    contactEmail: `office@${contact}`,
    npis: [provider('Clinic'), provider('Pharmacy')],
  };
}

export const aPerson = (organization, [firstName, lastName] = ['Dana', 'Quill']) => ({
  email: `${firstName.toLowerCase()}@${organization.contactEmail.split('@')[1]}`,
  firstName,
  lastName,
  mobilePhone: `+1916555${digits(4)}`,
  password: aPassword(),
});

/** Generated, never a fixed one: 24 characters of four classes, no word of the account in it. */
export const aPassword = () => `${randomBytes(9).toString('hex')}Zq!#${randomInt(10)}K`;
