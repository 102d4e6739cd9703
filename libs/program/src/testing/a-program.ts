import { memberActions } from '@portico/access';
import { documentHash } from '../document-hash.js';
import type { Program, ProgramDocument } from '../program.js';

/** A document with one box, unless told otherwise. */
export function aDocument(over: Partial<Omit<ProgramDocument, 'hash'>> = {}): ProgramDocument {
  const words = {
    id: 'terms',
    version: '1',
    title: 'Terms',
    text: 'Be fair.',
    boxes: [{ id: 'agree', text: 'I agree' }],
    ...over,
  };
  return { ...words, hash: documentHash(words) };
}

const bothBoxes = [
  { id: 'agree', text: 'I agree' },
  { id: 'authorized', text: 'I am authorized' },
];

const steps: Program['flows']['register-organization'] = [
  { step: 'terms', document: 'terms' },
  { step: 'account' },
  { step: 'otp' },
  { step: 'conditions', document: 'conditions' },
];

const userSteps: Program['flows']['register-user'] = [
  { step: 'terms', document: 'user-terms' },
  { step: 'account' },
  { step: 'otp' },
];

const program = (): Program => ({
  id: 'test-plan',
  name: 'Test Plan',
  authority: 'Department of Tests',
  zone: 'America/Los_Angeles',
  languages: ['en', 'es'],
  help: { phone: '1-800-555-0100' },
  links: [],
  registrationToken: {
    lifetimeDays: 30,
    alphabet: '23456789ABCDEFGHJKMNPQRSTVWXYZ',
    groups: 7,
    groupSize: 4,
    mismatchLimit: 5,
    mismatchLock: 'PT24H',
    wrongTokens: { limit: 5, window: 'PT15M' },
  },
  flows: { 'register-organization': steps, 'add-organization': steps, 'register-user': userSteps },
  documents: {
    terms: aDocument(),
    'user-terms': aDocument({ id: 'user-terms', boxes: bothBoxes }),
    conditions: aDocument({ id: 'conditions', title: 'Conditions', boxes: bothBoxes }),
  },
  passcode: {
    channels: ['sms', 'voice'],
    prefixLetters: 2,
    digits: 6,
    lifetime: 'PT10M',
    tries: 5,
    resendAfter: 'PT30S',
    sends: { limit: 5, window: 'PT1H' },
    freshness: 'PT10M',
  },
  stepUp: ['password.change', 'phone.change'],
  passwordLink: { lifetime: 'PT30M', path: '/set-password' },
  invitation: { lifetime: 'P7D', path: '/register' },
  password: {
    minLength: 15,
    maxLength: 128,
    uppercase: 1,
    lowercase: 1,
    digits: 1,
    special: 1,
    specialExamples: '!$#%',
    history: 5,
    refuseSimilar: true,
    refuseBreached: true,
    refuseContext: true,
  },
  lockout: { failures: 5, window: 'PT15M', lock: 'PT15M', lockGrowth: 2, longestLock: 'PT4H' },
  session: { idle: 'PT15M', absolute: 'PT12H', warnBefore: 'PT2M' },
  roles: {
    organization: {
      admin: [...memberActions],
      processor: ['organization.read', 'notification.read'],
      none: ['notification.read'],
    },
    npi: {
      admin: ['npi.read', 'pin.view', 'pin.reset', 'correspondence.search', 'correspondence.read', 'tax-document.read'],
      processor: ['npi.read', 'correspondence.search', 'correspondence.read'],
      none: [],
    },
  },
  pin: { digits: 7, processor: 'none', reveal: 'PT30S' },
  membership: {
    neverAssigned: { after: 'P30D', warnings: ['P7D'] },
    dormant: { after: 'P90D', warnings: ['P14D', 'P3D'] },
    grantNotices: ['P3D', 'P1D'],
  },
  correspondenceTypes: [
    { id: 'tax-documents', name: 'Tax Documents' },
    { id: 'remittance-advice-detail', name: 'Remittance Advice Detail' },
  ],
  tiles: [{ id: 'notifications', title: 'Notifications' }],
  publicMailDomains: ['gmail.com'],
});

/** A right program for tests, with Medi-Cal's numbers; `over` replaces whole values. */
export const aProgram = (over: Partial<Program> = {}): Program => ({ ...program(), ...over });
