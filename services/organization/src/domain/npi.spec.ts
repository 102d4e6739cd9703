import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { npiFrom } from '../../test/builders.js';
import { isNpi } from './npi.js';

describe('an NPI', () => {
  it.each(['1234567893', '1558598797'])('is %s, whose check digit is right [MC-PIN-10]', (npi) =>
    expect(isNpi(npi)).toBe(true),
  );

  it.each([
    '',
    '123456789',
    '12345678930',
    '3234567893',
    '0234567893',
    '123456789x',
    '1234567893\n',
    '１２３４５６７８９３',
    '1558598798',
  ])('is never %j [MC-PIN-10]', (text) => expect(isNpi(text)).toBe(false));

  it('stands against every slip of one digit and every swap of neighbours that Luhn can see', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000_000, max: 299_999_999 }),
        fc.nat(9),
        fc.integer({ min: 1, max: 9 }),
        (nine, place, slip) => {
          const npi = npiFrom(nine);
          expect(isNpi(npi)).toBe(true);
          expect(isNpi(slipped(npi, place, slip))).toBe(false);
          if (isSeen(npi, place)) expect(isNpi(swapped(npi, place))).toBe(false);
        },
      ),
    );
  });
});

const slipped = (npi: string, place: number, by: number): string =>
  npi.slice(0, place) + ((Number(npi[place]) + by) % 10) + npi.slice(place + 1);

const swapped = (npi: string, place: number): string =>
  npi.slice(0, place) + (npi[place + 1] ?? '') + (npi[place] ?? '') + npi.slice(place + 2);

/** Luhn sees a swap of neighbours unless they are alike, or 0 and 9. */
function isSeen(npi: string, place: number): boolean {
  const pair = [...npi.slice(place, place + 2)].sort().join('');
  return pair.length === 2 && pair[0] !== pair[1] && pair !== '09';
}
