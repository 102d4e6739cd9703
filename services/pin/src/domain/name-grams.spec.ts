import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gramsIn, gramsOf } from './name-grams.js';

describe('the runs of letters in a name', () => {
  it('are those of two and of three, once each', () => {
    expect(gramsOf('banana')).toEqual(['ba', 'an', 'na', 'ban', 'ana', 'nan']);
    expect(gramsIn('anana')).toEqual(['ana', 'nan']);
    expect([gramsIn('an'), gramsIn('a'), gramsOf('b'), gramsOf('')]).toEqual([['an'], [], [], []]);
  });

  it('hold those of every part of the name: no search misses a name [MC-PIN-03]', () => {
    const cut = fc.tuple(fc.string({ minLength: 1, maxLength: 30 }), fc.nat(), fc.nat());
    fc.assert(
      fc.property(cut, ([name, from, length]) => {
        const start = from % name.length;
        const part = name.slice(start, start + 1 + (length % name.length));
        expect(gramsOf(name)).toEqual(expect.arrayContaining(gramsIn(part)));
      }),
    );
  });
});
