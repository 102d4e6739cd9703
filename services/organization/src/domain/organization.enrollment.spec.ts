import { describe, expect, it } from '@jest/globals';
import { anUnclaimedOrganization, prints, stored, toldOnFile } from '../../test/builders.js';
import { onFileOf } from './on-file.js';
import { Organization } from './organization.js';

describe('an enrollment', () => {
  it('is one fact, which names the organization and its program and nothing of its data', () => {
    const onFile = onFileOf(toldOnFile());
    const taxIdPrint = prints.of({ type: onFile.taxIdType, digits: onFile.taxId });
    const organization = Organization.enroll({ program: 'medi-cal', taxIdPrint, onFile });

    expect(organization.recorded).toEqual([
      { type: 'OrganizationEnrolled', organizationId: organization.id, program: 'medi-cal' },
    ]);
  });

  it('is nothing to save when it tells what is on file already', () => {
    const organization = anUnclaimedOrganization();
    expect(organization.hasChanged).toBe(false);
    organization.updateOnFile(onFileOf(toldOnFile()));
    expect(organization.hasChanged).toBe(false);
  });

  it('is something to save when the file was corrected, until it is saved', () => {
    const organization = anUnclaimedOrganization();
    organization.updateOnFile(onFileOf(toldOnFile({ legalName: 'Sunrise Clinic Inc.' })));
    expect(organization.hasChanged).toBe(true);
    expect(stored(organization).hasChanged).toBe(false);
  });
});
