import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contextWords, passwordRefused, type PasswordRules, unmetRules } from './password-policy.js';

const rules: PasswordRules = {
  minLength: 15,
  maxLength: 128,
  uppercase: 1,
  lowercase: 1,
  digits: 1,
  special: 1,
  history: 5,
  refuseSimilar: true,
  refuseBreached: true,
  refuseContext: true,
};

const unmet = (password: string, found: Partial<Parameters<typeof unmetRules>[2]> = {}, changed = rules) =>
  unmetRules(password, changed, { context: [], isBreached: false, ...found });

describe('The password policy', () => {
  it('takes 15 characters and refuses 14 [MC-PWD-01]', () => {
    expect(unmet('Quiet-Harbor-37')).toEqual([]);
    expect(unmet('Quiet-Harbor-3')).toEqual(['minLength']);
  });

  it.each([
    ['quiet-harbor-37', 'uppercase'],
    ['QUIET-HARBOR-37', 'lowercase'],
    ['Quiet-Harbor-xx', 'digit'],
    ['Quiet0Harbor037', 'special'],
  ])('finds that %s lacks %s [MC-PWD-02]', (password, rule) => {
    expect(unmet(password)).toEqual([rule]);
  });

  it('lists every unmet rule at once [MC-PWD-02]', () => {
    expect(unmet('abc', { isBreached: true })).toEqual(['minLength', 'uppercase', 'digit', 'special', 'breached']);
    const refused = passwordRefused(['minLength', 'history'], rules);
    expect(refused.toJSON()).toMatchObject({ kind: 'invalid', code: 'password-policy' });
    expect(refused.details.errors).toEqual([
      { pointer: '/password', code: 'minLength', message: 'Use at least 15 characters.' },
      { pointer: '/password', code: 'history', message: 'Do not use one of your last 5 passwords.' },
    ]);
  });

  it('takes all ASCII punctuation as special [MC-PWD-03]', () => {
    for (const sign of '!$#%"&\'()*+,-./:;<=>?@[\\]^_`{|}~') expect(unmet(`QuietHarbor3737${sign}`)).toEqual([]);
    expect(unmet('QuietHarbor 3737')).toEqual(['special']);
  });

  it('counts code points, to 128 and not one more', () => {
    const long = (count: number): string => `Aa1!${'😀'.repeat(count - 4)}`;
    expect(unmet(long(128))).toEqual([]);
    expect(unmet(long(129))).toEqual(['maxLength']);
    expect(unmet(long(14))).toEqual(['minLength']);
  });

  it('does not let one compatibility character count as many', () => {
    expect(unmet('Aa1!ﷺ')).toEqual(['minLength']);
  });

  it('takes spaces, and refuses control characters and broken text', () => {
    expect(unmet('Quiet Harbor, 37 boats')).toEqual([]);
    expect(unmet('Quiet-Harbor-37\u0007')).toEqual(['characters']);
    expect(unmet('Quiet-Harbor-37\ud800')).toEqual(['characters']);
  });

  it('refuses what is known from breaches, unless the program does not mind [MC-PWD-09]', () => {
    expect(unmet('Quiet-Harbor-37', { isBreached: true })).toEqual(['breached']);
    expect(unmet('Quiet-Harbor-37', { isBreached: true }, { ...rules, refuseBreached: false })).toEqual([]);
  });

  it('refuses a low score only where the program asks for one', () => {
    expect(unmet('Quiet-Harbor-37', { score: 1 })).toEqual([]);
    expect(unmet('Quiet-Harbor-37', { score: 1 }, { ...rules, minScore: 3 })).toEqual(['score']);
    expect(unmet('Quiet-Harbor-37', { score: 3 }, { ...rules, minScore: 3 })).toEqual([]);
  });

  it('finds the four classes wherever they stand', () => {
    const classes = fc.tuple(
      fc.stringMatching(/^[b-z]{12,40}$/),
      fc.shuffledSubarray(['A', '7', '%'], { minLength: 3 }),
    );
    fc.assert(
      fc.property(classes, fc.nat(11), ([word, signs], at) => {
        expect(unmet(word.slice(0, at) + signs.join('') + word.slice(at))).toEqual([]);
      }),
    );
  });
});

describe('The words that a password must not contain', () => {
  const owner = { email: 'maria.lopez@sunrise-clinic.example', firstName: 'Maria', lastName: 'López-García' };
  const context = contextWords(owner, ['Sunrise Family Clinic', 'Bay Care'], ['Medi-Cal Provider Portal', 'medi-cal']);

  it.each([
    'maria.lopez-Quiet-37',
    'Quiet-M4R14-Harbor-37',
    'Quiet-Lopez-37-Harbor',
    'My-Sunrise-37-Harbor',
    'MediCal-37-Quiet-Harbor',
    'Quiet-BayCare-37-Boat',
  ])('stand in %s [MC-PWD-09]', (password) => {
    expect(unmet(password, { context })).toEqual(['context']);
  });

  it('are neither short nor in everybody’s name', () => {
    expect(unmet('Quiet-Family-37-Harbor', { context })).toEqual([]);
    expect(unmet('Quiet-Bay-37-Harbor', { context })).toEqual([]);
    expect(context).not.toContain('bay');
  });

  it('are no rule where the program does not ask', () => {
    expect(unmet('Quiet-Lopez-37-Harbor', { context }, { ...rules, refuseContext: false })).toEqual([]);
  });
});
