import { describe, expect, it } from '@jest/globals';
import { contextWords, passwordRefused, type PasswordRule, type PasswordRules, unmetRules } from './password-policy.js';

const rules: PasswordRules = {
  minLength: 15,
  maxLength: 128,
  uppercase: 1,
  lowercase: 2,
  digits: 1,
  special: 3,
  history: 5,
  refuseSimilar: true,
  refuseBreached: true,
  refuseContext: true,
};

const sentence = (rule: PasswordRule, changed = rules) => passwordRefused([rule], changed).details.errors?.[0]?.message;

describe('a refused password', () => {
  it('is told how to meet each rule, with the numbers of the program [MC-PWD-02]', () => {
    expect(sentence('minLength')).toBe('Use at least 15 characters.');
    expect(sentence('maxLength')).toBe('Use at most 128 characters.');
    expect(sentence('uppercase')).toBe('Use at least 1 uppercase letter.');
    expect(sentence('lowercase')).toBe('Use at least 2 lowercase letters.');
    expect(sentence('digit')).toBe('Use at least 1 number.');
    expect(sentence('digit', { ...rules, digits: 2 })).toBe('Use at least 2 numbers.');
    expect(sentence('special')).toBe('Use at least 3 special characters.');
    expect(sentence('history')).toBe('Do not use one of your last 5 passwords.');
    expect(sentence('similar')).toBe('Do not use a password that is similar to one of your last 5.');
  });

  it.each([
    ['characters', /letters, digits, punctuation and spaces/],
    ['context', /your name, your email address/],
    ['breached', /data breaches/],
    ['score', /easy to guess/],
  ] as const)('is told about %s in a sentence that says why [MC-PWD-02]', (rule, why) => {
    expect(sentence(rule)).toMatch(why);
  });

  it('is refused in one sentence above all of them', () => {
    expect(passwordRefused(['digit'], rules).message).toBe('This password does not meet the password criteria.');
  });
});

describe('a name of four letters', () => {
  const owner = { email: 'jose@clinic.example', firstName: 'José', lastName: 'Díaz' };

  it('is long enough to be kept out of the password, one of three is not [MC-PWD-09]', () => {
    const context = contextWords({ ...owner, firstName: 'Ann' }, [], []);
    const unmet = (password: string) => unmetRules(password, { ...rules, special: 1 }, { context, isBreached: false });
    expect(unmet('Quiet-jose-Harbor-37')).toEqual(['context']);
    expect(unmet('Quiet-Ann-Harbor-37')).toEqual([]);
  });
});
