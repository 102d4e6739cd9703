/** How a program writes its tokens: groups of `groupSize` characters of `alphabet`, joined by dashes. */
export interface TokenForm {
  alphabet: string;
  groups: number;
  groupSize: number;
}

/**
 * The token that a derived secret of 256 bits spells. A token has at least 128 bits (D-03), so more than a hundred are
 * left over, and the remainder of the division favours no character in any way that could be noticed.
 */
export function spelledToken(secret: string, { alphabet, groups, groupSize }: TokenForm): string {
  const base = BigInt(alphabet.length);
  let rest = BigInt(`0x${Buffer.from(secret, 'base64url').toString('hex')}`);
  const nextCharacter = (): string => {
    const character = alphabet.charAt(Number(rest % base));
    rest /= base;
    return character;
  };
  const nextGroup = (): string => Array.from({ length: groupSize }, nextCharacter).join('');
  return Array.from({ length: groups }, nextGroup).join('-');
}

/** What is hashed: as people type it, with or without dashes, in either case. */
export const normalToken = (typed: string): string => typed.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
