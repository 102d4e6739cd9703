import { describe, expect, it } from '@jest/globals';
import { MatchOnFile, validated } from '@portico/contracts';
import { idFrom } from '@portico/kernel';
import { anUnclaimedOrganization, prints } from '../../test/builders.js';
import { InMemoryOrganizations } from '../../test/in-memory.js';
import { Organization } from '../domain/organization.js';
import { MatchOnFileHandler } from './match-on-file.js';

const right = {
  taxIdType: 'EIN',
  taxId: '12-3456789',
  payToZip: '95814-0001',
  contactEmail: 'Billing@Sunrise-Clinic.example',
};

async function asked(change: object = {}) {
  const organizations = new InMemoryOrganizations();
  const { state } = anUnclaimedOrganization();
  await organizations.save(new Organization(state));
  const message = validated(MatchOnFile, { organizationId: state.id, ...right, ...change });
  return new MatchOnFileHandler(organizations, prints).execute(message);
}

describe('matching what a person typed with the data on file', () => {
  it('says yes when all is right, in whatever spelling [MC-REG-05]', async () => {
    expect(await asked()).toEqual({ matches: true });
    expect(await asked({ taxId: '123456789' })).toEqual({ matches: true });
  });

  it.each([
    ['tax id', { taxId: '12-3456780' }],
    ['type of tax id', { taxIdType: 'SSN' }],
    ['ZIP', { payToZip: '95815' }],
    ['contact', { contactEmail: 'someone@sunrise-clinic.example' }],
    ['organization', { organizationId: idFrom('organization', 'another') }],
    ['tax id, one that never was', { taxId: '00-0000000' }],
  ])('says only no when the wrong thing is the %s [MC-REG-05]', async (_, change) => {
    expect(await asked(change)).toEqual({ matches: false });
  });
});
