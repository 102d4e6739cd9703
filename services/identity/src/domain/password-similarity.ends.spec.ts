import { describe, expect, it } from '@jest/globals';
import { canonicalForm } from './password-similarity.js';

const similar = (one: string, other: string): boolean => canonicalForm(one) === canonicalForm(other);

describe('the stem of a password [MC-PWD-05]', () => {
  it('says enough with four letters, and too little with three', () => {
    expect(similar('hunk-1111111111', 'hunk-2222222222')).toBe(true);
    expect(similar('hun-11111111111', 'hun-22222222222')).toBe(false);
  });

  it('takes a sigma for the same letter at the end of a word and inside', () => {
    expect(similar('Λόγος5κήπος-1', 'ΛΌΓΟΣSΚΉΠΟΣ-2')).toBe(true);
    expect(similar('Λόγο5κήπος-1', 'ΛΌΓΟΣSΚΉΠΟΣ-2')).toBe(false);
  });
});
