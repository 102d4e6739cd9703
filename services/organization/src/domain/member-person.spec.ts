import { describe, expect, it } from '@jest/globals';
import { personWith, searchable, tellsMore } from './member-person.js';

const nobody = { emailDomain: 'old.example', words: [] };
const maria = { email: 'maria@new.example', firstName: 'María José', lastName: 'López-Díaz' };

describe('what is known of a person', () => {
  it('is found by the beginning of the name, of each part of it, and of the address [MC-ADM-06]', () => {
    expect(personWith(nobody, maria)).toEqual({
      ...maria,
      emailDomain: 'new.example',
      words: ['maría josé lópez-díaz', 'maría', 'josé', 'lópez', 'díaz', 'lópez-díaz', 'maria@new.example'],
    });
  });

  it('grows, and what is not told stays', () => {
    const known = personWith(personWith(nobody, maria), { lastName: 'Vega', mobilePhone: undefined });
    expect(known).toMatchObject({
      email: maria.email,
      firstName: 'María José',
      lastName: 'Vega',
      emailDomain: 'new.example',
    });
    expect(known.words).toContain('vega');
    expect(known).not.toHaveProperty('mobilePhone');
    expect(personWith(nobody, {}).emailDomain).toBe('old.example');
    expect(personWith(nobody, {}).words).toEqual([]);
  });

  it('is new, or it is not', () => {
    const known = personWith(nobody, maria);
    expect(tellsMore(known, maria)).toBe(false);
    expect(tellsMore(known, { firstName: undefined })).toBe(false);
    expect(tellsMore(known, { ...maria, lastName: 'Vega' })).toBe(true);
    expect(tellsMore(known, { businessPhone: '+19165550142' })).toBe(true);
  });
});

it('a search has one spelling', () => {
  expect(searchable('  Ｍaría \t  José ')).toBe('maría josé');
});
