import { idFrom } from '@portico/kernel';
import { Member, type MemberState } from '../src/domain/member.js';
import type { Deed, MembershipRules } from '../src/domain/membership-rules.js';
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

/** Medi-Cal's numbers. */
export const rules: MembershipRules = {
  neverAssigned: { after: 'P30D', warnings: ['P7D'] },
  dormant: { after: 'P90D', warnings: ['P14D', 'P3D'] },
  grantNotices: ['P3D', 'P1D'],
  invitation: 'P7D',
};

export const deed = (at: Date = today, by = 'anna'): Deed => ({ by: idFrom('member', by), at, rules });

const sunrise = {
  organizationId: idFrom('organization', 'sunrise'),
  organizationName: 'Sunrise Clinic',
  program: 'medi-cal',
  kinds: ['provider'],
} as const;

/** The Org Admin who set the organization up; as it comes back from the store. */
export function aFounder(name = 'maria', change: Partial<MemberState> = {}): Member {
  const founder = { ...sunrise, userId: idFrom('user', name), emailDomain: 'sunrise-clinic.example', roster: 1 };
  return storedMember(Member.found(founder, deed()), change);
}

export const anInvitee = (name = 'rosa') => {
  const email = `${name}@sunrise-clinic.example`;
  const names = { firstName: name, lastName: 'Diaz', mobilePhone: '+19165550142' };
  return { ...sunrise, person: { ...names, email, emailPrint: idFrom('print', email) }, roster: 1 };
};

/** Invited and not registered yet; as it comes back from the store. */
export const anInvitedMember = (name = 'rosa', change: Partial<MemberState> = {}): Member =>
  storedMember(Member.invite(anInvitee(name), deed()), change);

/** Someone who accepted their invitation and was given nothing yet; as it comes back from the store. */
export function aMember(name = 'rosa', change: Partial<MemberState> = {}): Member {
  const member = Member.invite(anInvitee(name), deed());
  member.accept({ userId: idFrom('user', name) }, deed());
  return storedMember(member, change);
}

/** As it comes back from the store: the same state, nothing recorded. */
export const storedMember = ({ state, version }: Member, change: Partial<MemberState> = {}): Member =>
  new Member({ ...state, ...change }, version + 1);

/** A valid NPI from any number of nine digits that begins with 1 or 2. */
export function npiFrom(nine: number): string {
  const digits = [...String(nine)].map(Number);
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? doubled(digit) : digit), 24);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
