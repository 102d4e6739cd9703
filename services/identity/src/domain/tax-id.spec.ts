import { describe, expect, it } from '@jest/globals';
import { isTaxId } from './tax-id.js';

describe('what is typed as a tax id [MC-REG-06]', () => {
  it.each([
    ['EIN', '12-3456789'],
    ['EIN', '123456789'],
    ['SSN', '123-45-6789'],
    ['SSN', '123456789'],
    ['EIN', '12-3400789'],
    ['SSN', '123-45-1006'],
    ['SSN', '123-40-0001'],
  ] as const)('can be the %s %s', (type, typed) => {
    expect(isTaxId(type, typed)).toBe(true);
  });

  it.each([
    ['EIN', '123-45-6789'],
    ['EIN', '00-3456789'],
    ['EIN', '12-345678'],
    ['EIN', '112-3456789'],
    ['EIN', '12-34567890'],
    ['SSN', '12-3456789'],
    ['SSN', '000-45-6789'],
    ['SSN', '666-45-6789'],
    ['SSN', '900-45-6789'],
    ['SSN', '123-00-6789'],
    ['SSN', '123-45-0000'],
    ['SSN', '1234567890'],
  ] as const)('cannot be the %s %s', (type, typed) => {
    expect(isTaxId(type, typed)).toBe(false);
  });
});
