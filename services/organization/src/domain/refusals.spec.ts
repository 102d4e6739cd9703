import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@portico/kernel';
import { accessRequestClosed, accessRequestOpen, accessRequestUnknown, alreadyMember } from './access-request.js';
import { userExists, userNotInvited } from './member.js';
import { npiNotAssigned } from './member-grants.js';
import { stale } from './member-record.js';
import { npiInvalid, taxIdInvalid } from './on-file.js';
import { npiAttachedAlready, npisTooMany, npiUnknown, organizationUnclaimed } from './organization-record.js';
import { organizationUnknown } from './organization-state.js';
import { domainInUse, domainRemoved, domainUnknown, lastAdmin, newDomain } from './roster.js';

/** What clients rely on: the kind decides the status, the code what a page does next. */
const told: readonly (readonly [() => Refusal, string, string])[] = [
  [accessRequestClosed, 'conflict', 'access-request-closed'],
  [accessRequestOpen, 'conflict', 'access-request-open'],
  [accessRequestUnknown, 'not-found', 'access-request-unknown'],
  [alreadyMember, 'conflict', 'already-member'],
  [userExists, 'conflict', 'user-exists'],
  [userNotInvited, 'conflict', 'user-not-invited'],
  [npiNotAssigned, 'conflict', 'npi-not-assigned'],
  [stale, 'conflict', 'stale'],
  [npiInvalid, 'invalid', 'npi-invalid'],
  [taxIdInvalid, 'invalid', 'tax-id-invalid'],
  [npiAttachedAlready, 'conflict', 'npi-attached-already'],
  [npisTooMany, 'conflict', 'npis-too-many'],
  [npiUnknown, 'not-found', 'npi-unknown'],
  [organizationUnclaimed, 'conflict', 'organization-unclaimed'],
  [organizationUnknown, 'not-found', 'organization-unknown'],
  [domainInUse, 'conflict', 'domain-in-use'],
  [domainRemoved, 'conflict', 'domain-removed'],
  [domainUnknown, 'not-found', 'domain-unknown'],
  [lastAdmin, 'conflict', 'last-admin'],
  [newDomain, 'conflict', 'new-domain'],
];

describe('a refusal', () => {
  it.each(told.map(([refusal, kind, code]) => ({ refusal, kind, code })))(
    'is told to clients as $kind $code',
    ({ refusal, kind, code }) => {
      expect(refusal()).toMatchObject({ kind, code });
    },
  );

  it('is told to people in whole sentences, none of them twice for two reasons', () => {
    const sentences = told.map(([refusal]) => refusal().message);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^.]+\.(?: [A-Z][^.]+\.)*$/);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
