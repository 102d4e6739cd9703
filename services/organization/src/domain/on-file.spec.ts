import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '@portico/kernel';
import { aNpi, toldOnFile } from '../../test/builders.js';
import { differences, onFileOf } from './on-file.js';

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
}

describe('the data on file', () => {
  it('is kept in one form: digits, lower case, sorted kinds, no other fields', () => {
    const odd = { zip: '95814', state: 'CA', city: 'Sacramento', line2: 'Suite 2', line1: '1 Main Street', extra: 'x' };
    const onFile = onFileOf(
      toldOnFile({ contactEmail: 'Billing@Sunrise.example', kinds: ['submitter', 'provider'], payTo: odd }),
    );

    expect(onFile).toMatchObject({
      taxId: '123456789',
      contactEmail: 'billing@sunrise.example',
      kinds: ['provider', 'submitter'],
    });
    expect(Object.keys(onFile.payTo)).toEqual(['line1', 'line2', 'city', 'state', 'zip']);
  });

  it('is refused with a tax id that cannot be one, naming the field [MC-REG-06]', () => {
    const refused = refusalOf(() => onFileOf(toldOnFile({ taxId: '00-1234567' })));

    expect(refused).toMatchObject({ kind: 'invalid', code: 'tax-id-invalid' });
    expect(refused?.details.errors).toEqual([
      expect.objectContaining({ pointer: '/organization/taxId', code: 'tax-id-invalid' }),
    ]);
    expect(JSON.stringify(refused)).not.toContain('1234567');
  });

  it('is refused in words that a person can act on', () => {
    const tax = refusalOf(() => onFileOf(toldOnFile({ taxId: '00-1234567' })));
    const message = 'This number cannot be a tax id of the type named.';
    expect(tax).toMatchObject({ message, details: { errors: [{ message }] } });
    const npi = refusalOf(() => onFileOf(toldOnFile({ npis: [aNpi('1234567890')] })));
    expect(npi).toMatchObject({
      message: 'One of the numbers is no valid NPI, or is listed twice.',
      details: { errors: [{ code: 'npi-invalid', message: 'This number is no valid NPI.' }] },
    });
  });

  it('is refused with a wrong check digit, naming each such NPI', () => {
    const refused = refusalOf(() =>
      onFileOf(toldOnFile({ npis: [aNpi('1234567893'), aNpi('1234567890'), aNpi('1558598790')] })),
    );

    expect(refused).toMatchObject({ kind: 'invalid', code: 'npi-invalid' });
    expect(refused?.details.errors?.map(({ pointer }) => pointer)).toEqual([
      '/organization/npis/1/npi',
      '/organization/npis/2/npi',
    ]);
  });

  it('is refused with an NPI listed twice, naming the second', () => {
    const refused = refusalOf(() =>
      onFileOf(toldOnFile({ npis: [aNpi('1234567893'), aNpi('1558598797'), aNpi('1234567893')] })),
    );

    expect(refused?.details.errors).toEqual([
      { pointer: '/organization/npis/2/npi', code: 'npi-invalid', message: 'This NPI is listed twice.' },
    ]);
  });

  it('differs in the fields that changed, and in nothing when only spelling and order changed', () => {
    const one = onFileOf(toldOnFile({ kinds: ['provider', 'submitter'] }));

    expect(
      differences(
        one,
        onFileOf(toldOnFile({ kinds: ['submitter', 'provider'], contactEmail: 'BILLING@sunrise-clinic.example' })),
      ),
    ).toEqual([]);
    expect(differences(one, onFileOf(toldOnFile({ legalName: 'Sunset Clinic', npis: [aNpi('1234567893')] })))).toEqual([
      'legalName',
      'kinds',
      'npis',
    ]);
  });
});
