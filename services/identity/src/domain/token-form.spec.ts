import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenRules } from '../../test/registration.builders.js';
import { normalToken, spelledToken } from './token-form.js';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('a Secure Token ID', () => {
  it('is written in the groups and characters of its program', () => {
    fc.assert(
      fc.property(secret, (given) => {
        const groups = spelledToken(given, tokenRules).split('-');
        expect(groups).toHaveLength(tokenRules.groups);
        for (const group of groups) {
          expect(group).toHaveLength(tokenRules.groupSize);
          expect([...group].every((character) => tokenRules.alphabet.includes(character))).toBe(true);
        }
      }),
    );
  });

  it('holds at least 128 bits [D-03]', () => {
    const { alphabet, groups, groupSize } = tokenRules;
    expect(groups * groupSize * Math.log2(alphabet.length)).toBeGreaterThanOrEqual(128);
  });

  it('spells the number that the secret is, so two secrets give two tokens', () => {
    expect(spelledToken(Buffer.alloc(32).toString('base64url'), { alphabet: 'AB', groups: 2, groupSize: 3 })).toBe(
      'AAA-AAA',
    );
    const five = Buffer.concat([Buffer.alloc(31), Buffer.from([5])]).toString('base64url');
    expect(spelledToken(five, { alphabet: 'AB', groups: 2, groupSize: 3 })).toBe('BAB-AAA');
  });

  it('favours no character', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 400; round += 1) {
      const token = spelledToken(randomBytes(32).toString('base64url'), tokenRules).replaceAll('-', '');
      for (const character of token) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (400 * tokenRules.groups * tokenRules.groupSize) / tokenRules.alphabet.length;
    for (const character of tokenRules.alphabet) {
      expect(Math.abs((counts.get(character) ?? 0) - expected)).toBeLessThan(6 * Math.sqrt(expected));
    }
  });

  it('is the same however it is typed', () => {
    for (const typed of ['abcd-2345', ' ABCD 2345 ', 'ABCD\u20132345', 'a b c d\t2345']) {
      expect(normalToken(typed)).toBe('ABCD2345');
    }
  });
});
