import { describe, expect, it } from '@jest/globals';
import { SystemRandom } from '@portico/kernel';
import fc from 'fast-check';
import { Dice } from '../../test/builders.js';
import { isTrivial, newPin } from './pin-digits.js';

describe('a trivial PIN', () => {
  it.each([
    ['0000000', 'one digit'],
    ['7777777', 'one digit'],
    ['1234567', 'a run up'],
    ['7654321', 'a run down'],
    ['9012345', 'a run past nine'],
    ['2468024', 'even steps'],
    ['1212121', 'a pair again and again'],
    ['1231231', 'three digits again and again'],
    ['11223', 'pairs'],
    ['1122334', 'pairs'],
    ['1000000', 'two digits'],
    ['4747744', 'two digits'],
    ['12121', 'of five digits'],
  ])('is %s: %s [D-39]', (pin) => {
    expect(isTrivial(pin)).toBe(true);
  });

  it.each(['1234568', '7291043', '1231232', '1223344', '90125', '12312', '5102973'])('is not %s', (pin) => {
    expect(isTrivial(pin)).toBe(false);
  });

  it('is one in a few hundred: hardly any are lost by leaving them out', () => {
    const all = Array.from({ length: 100_000 }, (_, number) => String(number).padStart(5, '0'));

    expect(all.filter(isTrivial).length).toBeLessThan(all.length * 0.03);
  });
});

describe('a new PIN', () => {
  it('has the digits of its program, is not trivial and not the one before [MC-PIN-07] [MC-PIN-09]', () => {
    const random = new SystemRandom();
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 10 }), (digits) => {
        const before = newPin(random, digits);
        const pin = newPin(random, digits, before);
        expect(pin).toMatch(new RegExp(`^\\d{${digits}}$`));
        expect(isTrivial(pin)).toBe(false);
        expect(pin).not.toBe(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is drawn again when it is trivial or the one before, and keeps its zeros [MC-PIN-07]', () => {
    expect(newPin(new Dice([1_234_567, 5_555_555, 7_291_043, 1_029_38]), 7, '7291043')).toBe('0102938');
  });

  it('is any of those left with the same chance', () => {
    const seen = new Map<string, number>();
    const random = new SystemRandom();
    for (let count = 0; count < 40_000; count += 1) {
      const head = newPin(random, 7).slice(0, 1);
      seen.set(head, (seen.get(head) ?? 0) + 1);
    }

    for (const count of seen.values()) expect(Math.abs(count - 4_000)).toBeLessThan(400);
  });
});
