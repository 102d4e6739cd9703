import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { PasswordStrength } from '../domain/password-strength.js';

/** What follows cannot make a password easier to guess, and judging it would take time that grows with its square. */
const judged = 48;

export class ZxcvbnPasswordStrength extends PasswordStrength {
  readonly #zxcvbn = new ZxcvbnFactory({});

  score(password: string, words: readonly string[]): number {
    return this.#zxcvbn.check([...password].slice(0, judged).join(''), [...words]).score;
  }
}
