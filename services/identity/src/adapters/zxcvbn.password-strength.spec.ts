import { describe, expect, it } from '@jest/globals';
import { ZxcvbnPasswordStrength } from './zxcvbn.password-strength.js';

const strength = new ZxcvbnPasswordStrength();

describe('The strength of a password', () => {
  it('is low for repetition and sequences, high for chance', () => {
    expect(strength.score('aaaaaaaaaaaaaaaA1!', [])).toBeLessThan(2);
    expect(strength.score('q7#Lw9!pV2xKd$eR', [])).toBe(4);
  });

  it('is lower for what is known of the owner', () => {
    expect(strength.score('sunriseclinic', ['sunriseclinic'])).toBeLessThan(strength.score('sunriseclinic', []));
  });

  it('is found quickly whatever the length', () => {
    const started = performance.now();
    strength.score('aB1!'.repeat(256), ['words']);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
