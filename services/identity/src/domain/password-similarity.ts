/** Signs that stand in for a letter; `l` joins `i`, because `1`, `!` and `|` stand for both. */
const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '6': 'g',
  '9': 'g',
  '7': 't',
  '+': 't',
  '8': 'b',
};

const standIns = /[0-9!|l@$+]/g;

/**
 * What may come and go at the ends: all that is no letter, and the letters that a sign can stand for. Without these
 * letters `Summer` and `5ummer` would differ as soon as digits at the ends are dropped.
 */
const loose = /^[\P{L}oizeasgtb]$/u;

/** A stem below this says too little; the whole password stands for itself then. */
const shortestStem = 4;

/** What looks the same is the same: compatibility forms are made one. Every hash and every rule is of this form. */
export const normalized = (password: string): string => password.normalize('NFKC');

const folded = (password: string): string =>
  normalized(password).toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');

/**
 * The stem that similar passwords share (D-16): case folded, leet signs read as letters, digits and punctuation at
 * the ends dropped. Its slow hash is kept beside the exact one, because similarity cannot be computed from hashes.
 */
export function canonicalForm(password: string): string {
  const spelled = folded(password).replace(standIns, (sign) => letterOf[sign] ?? sign);
  const stem = between([...spelled]);
  return stem.length < shortestStem ? spelled : stem.join('');
}

/** Without what is loose at the ends; sign by sign, for an expression would try every place inside as an end. */
function between(signs: string[]): string[] {
  const isFirm = (sign: string): boolean => !loose.test(sign);
  const from = signs.findIndex(isFirm);
  return from < 0 ? [] : signs.slice(from, signs.findLastIndex(isFirm) + 1);
}

/** Letters and digits only, folded and read as letters: how a word is looked for inside a password. */
export const squeezed = (text: string): string =>
  folded(text)
    .replace(standIns, (sign) => letterOf[sign] ?? sign)
    .replace(/[^\p{L}\p{N}]/gu, '');
