import { describe, expect, it } from '@jest/globals';
import { anNpi, attachment, clinic, detachment, first, pharmacy } from '../../test/builders.js';
import { Npi, npiIdOf } from './npi.js';

describe('an NPI of an organization', () => {
  it('carries its provider, and the name as it is searched for [MC-PIN-12]', () => {
    const npi = anNpi(first, { providerName: 'Clínica  Niño Jesús' });

    expect(npi.state).toMatchObject({
      id: npiIdOf(clinic, first),
      isAttached: true,
      status: 'active',
      providerName: 'Clínica  Niño Jesús',
      providerType: 'Group',
      enrollmentType: 'Enrolled',
      search: 'clinica nino jesus',
      grams: expect.arrayContaining(['cl', 'o j', 'sus']) as unknown,
      asOf: 2,
    });
  });

  it('is removed softly: what it was stays [D-41] [MC-PIN-13]', () => {
    const npi = anNpi();

    expect(npi.detach(detachment())).toBe(true);
    expect(npi.state).toMatchObject({ isAttached: false, status: 'inactive', providerName: 'Sunrise Family Practice' });
  });

  it('is as the newest version of its organization says, in whatever order the facts come', () => {
    const npi = Npi.unheard(detachment());

    expect(npi.state).toMatchObject({ isAttached: false, status: 'inactive', search: '', grams: [], asOf: -1 });
    expect(npi.detach(detachment(first, { version: 5 }))).toBe(true);
    expect(npi.attach(attachment(first, { version: 4 }))).toBe(false);
    expect(npi.detach(detachment(first, { version: 5 }))).toBe(false);
    expect(npi.state.isAttached).toBe(false);
    expect(npi.attach(attachment(first, { version: 6, providerName: 'Sunset' }))).toBe(true);
    expect(npi.state).toMatchObject({ isAttached: true, providerName: 'Sunset' });
  });

  it('is one per organization: another one’s is another record [MC-PIN-13]', () => {
    expect(npiIdOf(clinic, first)).not.toBe(npiIdOf(pharmacy, first));
  });
});
