/** How hard a password is to guess, 0 to 4, for someone who knows `words` about its owner. */
export abstract class PasswordStrength {
  abstract score(password: string, words: readonly string[]): number;
}
