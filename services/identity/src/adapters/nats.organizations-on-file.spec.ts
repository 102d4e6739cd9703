import { describe, expect, it } from '@jest/globals';
import { EnrollOrganization, GetEnrollment, MatchOnFile } from '@portico/contracts';
import { FakeBus } from '@portico/messaging/testing';
import { onFile } from '../../test/registration.builders.js';
import { NatsOrganizationsOnFile } from './nats.organizations-on-file.js';

const enrolled = { organizationId: 'o', status: 'unclaimed' as const, legalName: 'Sunrise', payTo: onFile().payTo };
const typed = { taxIdType: 'EIN' as const, taxId: '12-3456789', payToZip: '95814', contactEmail: 'a@b.example' };

describe('the organization service, asked', () => {
  const bus = new FakeBus()
    .answer(EnrollOrganization, enrolled)
    .answer(GetEnrollment, enrolled)
    .answer(MatchOnFile, { matches: true });
  const organizations = new NatsOrganizationsOnFile(bus);

  it('enrolls, tells of an enrollment, and compares what was typed', async () => {
    expect(await organizations.enroll('test-plan', onFile())).toEqual(enrolled);
    expect(await organizations.enrollment('o')).toEqual(enrolled);
    expect(await organizations.matches('o', typed)).toBe(true);

    expect(bus.sentOf(EnrollOrganization)).toEqual([{ program: 'test-plan', organization: onFile() }]);
    expect(bus.sentOf(GetEnrollment)).toEqual([{ organizationId: 'o' }]);
    expect(bus.sentOf(MatchOnFile)).toEqual([{ organizationId: 'o', ...typed }]);
  });
});
