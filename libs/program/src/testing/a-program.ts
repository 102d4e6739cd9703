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
  flows: { 'register-organization': steps, 'add-organization': steps },
  documents: { terms: aDocument(), conditions: aDocument({ id: 'conditions', title: 'Conditions', boxes: bothBoxes }) },
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
    admin: ['organization.read', 'organization.domains.read', 'user.manage'],
    processor: ['organization.read'],
    none: [],
  },
  correspondenceTypes: [{ id: 'tax-documents', name: 'Tax Documents' }],
  tiles: [{ id: 'notifications', title: 'Notifications' }],
  publicMailDomains: ['gmail.com'],
});

/** A right program for tests, with Medi-Cal's numbers; `over` replaces whole values. */
export const aProgram = (over: Partial<Program> = {}): Program => ({ ...program(), ...over });
