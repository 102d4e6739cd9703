import { describe, expect, it } from '@jest/globals';
import {
  aClaim,
  aClaimedOrganization,
  anUnclaimedOrganization,
  prints,
  today,
  toldOnFile,
} from '../../test/builders.js';
import { memberIdOf } from './member.js';
import { onFileOf } from './on-file.js';
import { organizationIdOf, organizationUnknown } from './organization.js';

const corrected = onFileOf(
  toldOnFile({ legalName: 'Sunrise Clinic Inc.', contactEmail: 'office@sunrise-clinic.example' }),
);

describe('an organization on file', () => {
  it('is unclaimed, without admins and domains, under an id that its program and tax id give', () => {
    const { state } = anUnclaimedOrganization();

    expect(state).toMatchObject({ status: 'unclaimed', admins: [], domains: [], legalName: 'Sunrise Clinic' });
    expect(state.id).toBe(organizationIdOf('medi-cal', state.taxIdPrint));
    expect(state.id).not.toBe(organizationIdOf('demo-plan', state.taxIdPrint));
  });

  it('takes what the department corrects, and says which fields', () => {
    const organization = anUnclaimedOrganization();
    organization.updateOnFile(corrected);

    expect(organization.state).toMatchObject({ legalName: 'Sunrise Clinic Inc.', status: 'unclaimed' });
    expect(organization.recorded).toEqual([
      {
        type: 'OrganizationEnrolled',
        organizationId: organization.id,
        program: 'medi-cal',
        fields: ['legalName', 'contactEmail'],
      },
    ]);
  });

  it('has nothing to say when it is enrolled again as it was', () => {
    const organization = anUnclaimedOrganization();
    organization.updateOnFile(onFileOf(toldOnFile()));

    expect(organization.recorded).toEqual([]);
  });

  it('keeps its data once it is active [MC-TOK-08]', () => {
    const organization = aClaimedOrganization();
    organization.updateOnFile(corrected);

    expect(organization.state.legalName).toBe('Sunrise Clinic');
    expect(organization.recorded).toEqual([]);
  });
});

describe('what a person types', () => {
  const taxIdPrint = prints.of({ type: 'EIN', digits: '123456789' });
  const right = { taxIdPrint, payToZip: '95814', contactEmail: 'billing@sunrise-clinic.example' };

  it('matches when all three are as on file, whatever the case of the address [MC-REG-05]', () => {
    expect(anUnclaimedOrganization().matches(right)).toBe(true);
    expect(anUnclaimedOrganization().matches({ ...right, contactEmail: 'Billing@Sunrise-Clinic.Example' })).toBe(true);
  });

  it.each([
    ['another tax id', { taxIdPrint: prints.of({ type: 'EIN', digits: '123456788' }) }],
    ['the same digits as another type', { taxIdPrint: prints.of({ type: 'SSN', digits: '123456789' }) }],
    ['another ZIP', { payToZip: '95815' }],
    ['no ZIP', { payToZip: '' }],
    ['another contact', { contactEmail: 'billing@sunset-clinic.example' }],
    ['more than the contact', { contactEmail: 'billing@sunrise-clinic.example.org' }],
    ['less than the contact', { contactEmail: 'billing@sunrise-clinic.exampl' }],
  ])('does not match with %s [MC-REG-05]', (_, change) => {
    expect(anUnclaimedOrganization().matches({ ...right, ...change })).toBe(false);
  });

  it.each([
    ['95814', '95814', true],
    ['95814', '95814-1234', true],
    ['95814-1234', '95814', true],
    ['95814-1234', '958141234', true],
    ['95814-1234', '95814-1235', false],
    ['95814-1234', '95815-1234', false],
  ])('compares ZIP %s on file with %s typed: %s [MC-REG-06]', (zip, payToZip, matches) => {
    const organization = anUnclaimedOrganization({
      payTo: { line1: '1 Main Street', city: 'Sacramento', state: 'CA', zip },
    });

    expect(organization.matches({ ...right, payToZip })).toBe(matches);
  });
});

it('an organization that is not on file is told as such', () => {
  expect(organizationUnknown().toJSON()).toEqual({
    kind: 'not-found',
    code: 'organization-unknown',
    message: 'There is no such organization on file.',
    details: {},
  });
});

describe('a claim', () => {
  it('makes the organization active and the person its Org Admin [MC-REG-12]', () => {
    const organization = anUnclaimedOrganization();
    const claim = aClaim();
    organization.claim(claim);

    const memberId = memberIdOf(organization.id, claim.userId);
    expect(organization.isActive).toBe(true);
    expect(organization.state.admins).toEqual([{ memberId, userId: claim.userId }]);
    expect(organization.recorded).toEqual([
      {
        type: 'OrganizationClaimed',
        organizationId: organization.id,
        program: 'medi-cal',
        registrationId: claim.registrationId,
        userId: claim.userId,
        memberId,
        legalName: 'Sunrise Clinic',
        kinds: ['provider'],
        emailDomain: 'sunrise-clinic.example',
      },
    ]);
  });

  it('allows the domain of the claimer as the first [MC-REG-20]', () => {
    const { state } = aClaimedOrganization(aClaim('first', 'maria', { emailDomain: 'Sunrise-Clinic.Example.' }));

    expect(state.domains).toEqual([{ domain: 'sunrise-clinic.example', since: today, version: 2 }]);
    expect(state.claimedBy?.emailDomain).toBe('sunrise-clinic.example');
  });

  it('changes nothing when the same registration claims again', () => {
    const organization = aClaimedOrganization(aClaim('first'));
    organization.claim(aClaim('first'));

    expect(organization.recorded).toEqual([]);
  });

  it('is refused to another registration, also of the same person, and only the refusal is told [MC-TOK-08]', () => {
    for (const person of ['maria', 'oscar']) {
      const organization = aClaimedOrganization(aClaim('first', 'maria'));
      const before = organization.state;
      const late = aClaim('second', person);
      organization.claim(late);

      expect(organization.state).toEqual(before);
      expect(organization.recorded).toEqual([
        { type: 'OrganizationClaimRefused', organizationId: organization.id, registrationId: late.registrationId },
      ]);
    }
  });
});
