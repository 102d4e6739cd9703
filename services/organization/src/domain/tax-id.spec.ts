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

  /** IRS, "How EINs are assigned and valid EIN prefixes"; written out, so that no range is taken on trust. */
  const assigned = [
    ...['01', '02', '03', '04', '05', '06', '10', '11', '12', '13', '14', '15', '16', '20', '21', '22', '23', '24'],
    ...['25', '26', '27', '30', '31', '32', '33', '34', '35', '36', '37', '38', '39', '40', '41', '42', '43', '44'],
    ...['45', '46', '47', '48', '50', '51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63'],
    ...['64', '65', '66', '67', '68', '71', '72', '73', '74', '75', '76', '77', '80', '81', '82', '83', '84', '85'],
    ...['86', '87', '88', '90', '91', '92', '93', '94', '95', '98', '99'],
  ];

  it('is an EIN under each assigned prefix and under no other [MC-REG-06]', () => {
    const prefixes = Array.from({ length: 100 }, (_, prefix) => String(prefix).padStart(2, '0'));
    expect(prefixes.filter((prefix) => isTaxId('EIN', `${prefix}-1234567`))).toEqual(assigned);
  });

  it.each(['123-45-6789', '123456789', '001-01-0001', '899-99-9999', '123-40-0001'])(
    'may be the SSN %s [MC-REG-06]',
    (text) => {
      expect(isTaxId('SSN', text)).toBe(true);
    },
  );

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
