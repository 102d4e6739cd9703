import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalForm, squeezed } from './password-similarity.js';

const similar = (one: string, other: string): boolean => canonicalForm(one) === canonicalForm(other);

const signsOf: Record<string, string[]> = {
  o: ['0'],
  i: ['1', '!', '|', 'l'],
  z: ['2'],
  e: ['3'],
  a: ['4', '@'],
  s: ['5', '$'],
  g: ['6', '9'],
  t: ['7', '+'],
  b: ['8'],
};

const letters = fc.stringMatching(/^[a-z]{12,30}$/).filter((word) => (word.match(/[^abegilostz]/g) ?? []).length >= 5);
const stems = fc
  .tuple(fc.constantFrom(...'cdfhjkmnpqruvwxy'), letters, fc.constantFrom(...'cdfhjkmnpqruvwxy'))
  .map((parts) => parts.join('-'));
const edges = fc.stringMatching(/^[0-9!#$%&*.?_ -]{0,6}$/);
const bits = fc.infiniteStream(fc.nat(7));

const swapped = (word: string, choices: Iterator<number>): string =>
  [...word]
    .map((letter) => {
      const signs = signsOf[letter] ?? [];
      return signs[Number(choices.next().value) % (signs.length + 1)] ?? letter;
    })
    .join('');

const flipped = (word: string, choices: Iterator<number>): string =>
  [...word].map((letter) => (Number(choices.next().value) % 2 ? letter.toUpperCase() : letter.toLowerCase())).join('');

describe('The canonical form of a password', () => {
  it.each([
    ['Harbor-Sunny-Summer!1', 'Harbor-Sunny-Summer!2'],
    ['Summer!1-rain-Winter', '$ummer!1-rain-w1nter99'],
    ['Correct horse battery 1', 'correct HORSE b4ttery 2!'],
    ['Straße-und-Garten-1', 'STRASSE-UND-GARTEN-2'],
    ['Ｆｕｌｌwidth-password-1', 'Fullwidth-password-2'],
  ])('is one for %s and %s [MC-PWD-05]', (one, other) => {
    expect(similar(one, other)).toBe(true);
  });

  it('is found in a moment, whatever was typed and however much normalizing makes of it', () => {
    const spent = (): number => {
      const from = performance.now();
      for (const ends of ['ж', '']) canonicalForm(`${ends}${'\u2057'.repeat(1_022)}ж`);
      return performance.now() - from;
    };
    // The quickest of five: a busy machine may hold one up, hardly all of them.
    expect(Math.min(...Array.from({ length: 5 }, spent))).toBeLessThan(50);
  });

  it.each([
    ['Harbor-Sunny-Summer!1', 'Harbor-Rainy-Summer!1'],
    ['Correct horse battery', 'Correct horse staple'],
    ['1234567890-AbC-!!!!', '0987654321-XyZ-!!!!'],
  ])('differs for %s and %s', (one, other) => {
    expect(similar(one, other)).toBe(false);
  });

  it('does not change with case, leet signs, or digits and punctuation at the ends [MC-PWD-05]', () => {
    fc.assert(
      fc.property(stems, edges, edges, bits, (stem, before, after, choices) => {
        const steps = choices[Symbol.iterator]();
        expect(similar(stem, `${before}${flipped(swapped(stem, steps), steps)}${after}`)).toBe(true);
      }),
    );
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (password) => {
        expect(canonicalForm(canonicalForm(password))).toBe(canonicalForm(password));
      }),
    );
  });

  it('differs where the stems differ', () => {
    fc.assert(
      fc.property(stems, stems, (one, other) => {
        fc.pre(squeezed(one) !== squeezed(other));
        expect(similar(one, other)).toBe(false);
      }),
    );
  });

  it('is the whole password where too little is left of it', () => {
    expect(canonicalForm('1234567890!!')).toBe('izeasgtbgoii');
    expect(similar('AllosaTeeBees-1', 'AllosaTeeBees-2')).toBe(false);
  });
});
