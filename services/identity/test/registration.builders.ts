import type { OrganizationOnFile } from '@portico/contracts';
import { aProgram } from '@portico/program/testing';
import { Registration, type RegistrationState } from '../src/domain/registration.js';
import { RegistrationToken, type RegistrationTokenState } from '../src/domain/registration-token.js';

export const today = new Date('2026-11-22T18:00:00Z');
export const maria = 'maria.lopez@sunrise-clinic.example';

export const later = (seconds: number, from = today): Date => new Date(from.getTime() + seconds * 1_000);
export const days = (count: number): number => count * 24 * 3600;

export const onFile = (change: Partial<OrganizationOnFile> = {}): OrganizationOnFile => ({
  legalName: 'Sunrise Clinic',
  kinds: ['provider'],
  taxIdType: 'EIN',
  taxId: '12-3456789',
  payTo: { line1: '1 Main Street', city: 'Sacramento', state: 'CA', zip: '95814' },
  contactEmail: 'billing@sunrise-clinic.example',
  npis: [{ npi: '1234567893', providerName: 'Sunrise', providerType: 'Group', enrollmentType: 'Enrolled' }],
  ...change,
});

/** The Account Information window, filled in rightly. */
export const accountForm = (change: object = {}) => ({
  email: maria,
  firstName: 'Maria',
  lastName: 'Lopez',
  taxIdType: 'EIN',
  taxId: '12-3456789',
  payToZip: '95814',
  contactEmail: 'billing@sunrise-clinic.example',
  mobilePhone: '+1 916 555 0142',
  ...change,
});

export const tokenRules = aProgram().registrationToken;
export const passcodeRules = aProgram().passcode;
export const aPhone = { number: '+19165550142', textable: true };

/** A token as it comes back from the store. */
export function aToken(change: Partial<RegistrationTokenState> = {}): RegistrationToken {
  const issue = { id: 'token', program: 'test-plan', organizationId: 'organization', salt: 'salt', hash: 'hash' };
  const { state } = RegistrationToken.issue(issue, { rules: tokenRules, at: today });
  return new RegistrationToken({ ...state, ...change }, 1);
}

/** A registration as it comes back from the store. */
export function aRegistration(change: Partial<RegistrationState> = {}): Registration {
  const beginning = {
    id: 'registration',
    tokenId: 'token',
    program: 'test-plan',
    organizationId: 'organization',
    userId: 'user',
    flow: 'register-organization' as const,
    email: maria,
    steps: aProgram().flows['register-organization'],
    salt: 'salt',
    expiresAt: later(days(30)),
  };
  return new Registration({ ...Registration.start(beginning, today).state, ...change }, 1);
}
