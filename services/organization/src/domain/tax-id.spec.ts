import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTaxId, taxIdOf } from './tax-id.js';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('a tax id', () => {
  it.each(['12-3456789', '123456789', '01-0000001', '99-9999999'])('may be the EIN %s [MC-REG-06]', (text) => {
    expect(isTaxId('EIN', text)).toBe(true);
  });

  it.each([
    '00-1234567',
    '07-1234567',
    '17-1234567',
    '28-1234567',
    '49-1234567',
    '69-1234567',
    '78-1234567',
    '89-1234567',
    '97-1234567',
  ])('is refused with the EIN prefix of %s, which the IRS never assigned [MC-REG-06]', (text) =>
    expect(isTaxId('EIN', text)).toBe(false),
  );

  it.each(['123-45-6789', '123456789', '001-01-0001', '899-99-9999'])('may be the SSN %s [MC-REG-06]', (text) => {
    expect(isTaxId('SSN', text)).toBe(true);
  });

  it.each(['000-12-3456', '666-12-3456', '900-12-3456', '999-12-3456', '123-00-4567', '123-45-0000'])(
    'is refused as the SSN %s, which the SSA never issues [MC-REG-06]',
    (text) => expect(isTaxId('SSN', text)).toBe(false),
  );

  it('keeps the form of its type [MC-REG-06]', () => {
    expect(isTaxId('EIN', '123-45-6789')).toBe(false);
    expect(isTaxId('SSN', '12-3456789')).toBe(false);
  });

  it.each(['', '12345678', '1234567890', '12-345678a', ' 123456789', '１２3456789', '12--3456789', '123456789\n'])(
    'is never %j [MC-REG-06]',
    (text) => {
      expect(isTaxId('EIN', text)).toBe(false);
      expect(isTaxId('SSN', text)).toBe(false);
    },
  );

  it('is the same with and without its dashes [MC-REG-06]', () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        const ein = `${nine.slice(0, 2)}-${nine.slice(2)}`;
        const ssn = `${nine.slice(0, 3)}-${nine.slice(3, 5)}-${nine.slice(5)}`;
        expect(isTaxId('EIN', ein)).toBe(isTaxId('EIN', nine));
        expect(isTaxId('SSN', ssn)).toBe(isTaxId('SSN', nine));
        expect([taxIdOf('EIN', ein).digits, taxIdOf('SSN', ssn).digits]).toEqual([nine, nine]);
      }),
    );
  });
});
