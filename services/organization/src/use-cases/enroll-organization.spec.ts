import { beforeEach, describe, expect, it } from '@jest/globals';
import { EnrollOrganization, type EnrolledView, validated } from '@portico/contracts';
import { aClaim, prints, toldOnFile } from '../../test/builders.js';
import { InMemoryOrganizations } from '../../test/in-memory.js';
import { asCommand } from '../../test/work.js';
import type { OnFile } from '../domain/on-file.js';
import { EnrollOrganizationHandler } from './enroll-organization.js';

let organizations: InMemoryOrganizations;
let handler: EnrollOrganizationHandler;

beforeEach(() => {
  organizations = new InMemoryOrganizations();
  handler = new EnrollOrganizationHandler(organizations, prints);
});

const message = (change: Partial<OnFile> = {}, program = 'medi-cal') =>
  validated(EnrollOrganization, { program, organization: structuredClone(toldOnFile(change)) });

const enroll = (id: string, change?: Partial<OnFile>, program?: string) =>
  asCommand<EnrolledView>(
    { id, bodyHash: JSON.stringify(change ?? {}), answer: (known) => handler.answer(known) },
    () => handler.execute(message(change, program)),
  );

const facts = () => organizations.outbox.map(({ data }) => data);

describe('enrolling an organization', () => {
  it('keeps it unclaimed and answers where its letter goes [MC-TOK-01]', async () => {
    const enrolled = await enroll('first');

    expect(enrolled).toEqual({
      organizationId: expect.any(String),
      status: 'unclaimed',
      legalName: 'Sunrise Clinic',
      payTo: toldOnFile().payTo,
    });
    expect(facts()).toEqual([{ organizationId: enrolled?.organizationId, program: 'medi-cal' }]);
  });

  it('stores no tax id in the clear [MC-REG-06]', async () => {
    await enroll('first');

    expect(JSON.stringify([...organizations.documents.values()])).not.toMatch(/\b123456789\b|12-3456789/);
  });

  it('twice with one command acts once and answers the same', async () => {
    const first = await enroll('first');

    expect(await enroll('first')).toEqual(first);
    expect(organizations.documents.size).toBe(1);
    expect(facts()).toHaveLength(1);
  });

  it('refuses the same command with another body', async () => {
    await enroll('first');

    await expect(enroll('first', { legalName: 'Sunset Clinic' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('again finds the same organization by program and tax id, and takes what changed', async () => {
    const first = await enroll('first');
    const second = await enroll('second', { taxId: '123456789', legalName: 'Sunrise Clinic Inc.' });

    expect(second).toEqual({ ...first, legalName: 'Sunrise Clinic Inc.' });
    expect(facts()).toHaveLength(2);
    expect(facts()[1]).toMatchObject({ fields: ['legalName'] });
  });

  it('again as it was writes nothing', async () => {
    const first = await enroll('first');

    expect(await enroll('second')).toEqual(first);
    expect((await organizations.get(first?.organizationId ?? ''))?.version).toBe(1);
  });

  it('in another program, or with another tax id, is another organization', async () => {
    const ids = await Promise.all([
      enroll('one'),
      enroll('two', {}, 'demo-plan'),
      enroll('three', { taxId: '12-3456788' }),
      enroll('four', { taxIdType: 'SSN', taxId: '123-45-6789' }),
    ]);

    expect(new Set(ids.map((enrolled) => enrolled?.organizationId)).size).toBe(4);
  });

  it('of an organization that is set up leaves its data and says that it is active [MC-TOK-08]', async () => {
    const enrolled = await enroll('first');
    const organization = await organizations.get(enrolled?.organizationId ?? '');
    organization?.claim(aClaim());
    if (organization) await organizations.save(organization);

    expect(await enroll('second', { legalName: 'Sunset Clinic' })).toEqual({ ...enrolled, status: 'active' });
  });

  it('refuses a tax id that cannot be, naming the field, and keeps nothing [MC-REG-06]', async () => {
    await expect(enroll('first', { taxId: '00-3456789' })).rejects.toMatchObject({
      code: 'tax-id-invalid',
      details: { errors: [{ pointer: '/organization/taxId' }] },
    });
    expect(organizations.documents.size).toBe(0);
  });

  it('50 times at once makes one organization and one fact', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, at) => enroll(`command ${at}`)));

    expect(organizations.documents.size).toBe(1);
    expect(facts()).toHaveLength(1);
  });
});
