import { idFrom } from '@portico/kernel';
import { type OnFile, onFileOf } from '../src/domain/on-file.js';
import { type Claim, Organization } from '../src/domain/organization.js';
import { type TaxId, TaxIdPrints } from '../src/domain/tax-id.js';

export const today = new Date('2026-11-22T18:00:00Z');

/** A print without a key: tests only ask that equal ids have equal prints. */
export class PlainPrints extends TaxIdPrints {
  of({ type, digits }: TaxId): string {
    return idFrom('print', type, digits);
  }
}

export const prints = new PlainPrints();

/** What ops tells when it issues a token. */
export const toldOnFile = (change: Partial<OnFile> = {}): OnFile => ({
  legalName: 'Sunrise Clinic',
  kinds: ['provider'],
  taxIdType: 'EIN',
  taxId: '12-3456789',
  payTo: { line1: '1 Main Street', city: 'Sacramento', state: 'CA', zip: '95814' },
  contactEmail: 'billing@sunrise-clinic.example',
  npis: [aNpi('1234567893'), aNpi('1558598797')],
  ...change,
});

export const aNpi = (npi: string) => ({
  npi,
  providerName: 'Sunrise Family Practice',
  providerType: 'Group',
  enrollmentType: 'Enrolled',
});

export function anUnclaimedOrganization(change: Partial<OnFile> = {}): Organization {
  const onFile = onFileOf(toldOnFile(change));
  const taxIdPrint = prints.of({ type: onFile.taxIdType, digits: onFile.taxId });
  return stored(Organization.enroll({ program: 'medi-cal', taxIdPrint, onFile }));
}

export const aClaim = (registration = 'first', person = 'maria', change: Partial<Claim> = {}): Claim => ({
  registrationId: idFrom('registration', registration),
  userId: idFrom('user', person),
  emailDomain: 'sunrise-clinic.example',
  at: today,
  ...change,
});

export function aClaimedOrganization(claim = aClaim()): Organization {
  const organization = anUnclaimedOrganization();
  organization.claim(claim);
  return stored(organization);
}

/** As it comes back from the store: the same state, nothing recorded. */
export const stored = ({ state, version }: Organization): Organization => new Organization(state, version + 1);

/** A valid NPI from any number of nine digits that begins with 1 or 2. */
export function npiFrom(nine: number): string {
  const digits = [...String(nine)].map(Number);
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? doubled(digit) : digit), 24);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
