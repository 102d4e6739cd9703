import { describe, expect, it } from '@jest/globals';
import { idFrom } from '@portico/kernel';
import { registrationIdOf } from './registrations.js';

describe('the registration that a token admits', () => {
  it('is always the same one, and never that of another token [MC-TOK-04]', () => {
    const [one, other] = [idFrom('token', 'one'), idFrom('token', 'other')];
    expect(registrationIdOf(one)).toMatch(/^[0-9a-f-]{36}$/);
    expect(registrationIdOf(one)).toBe(registrationIdOf(one));
    expect(registrationIdOf(one)).not.toBe(registrationIdOf(other));
    expect(registrationIdOf(one)).not.toBe(one);
  });
});
