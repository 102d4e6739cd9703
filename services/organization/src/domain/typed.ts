/** What a person typed of the data on file. */
export interface Typed {
  readonly taxIdPrint: string;
  readonly payToZip: string;
  readonly contactEmail: string;
}

/** Compares every character, so that the time taken tells nothing but the length. */
export function isSameText(one: string, other: string): boolean {
  const length = Math.max(one.length, other.length);
  let difference = one.length ^ other.length;
  for (let place = 0; place < length; place += 1) difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  return difference === 0;
}

/** ZIP of five or nine digits: when either has five, the first five decide. */
export function isSameZip(one: string, other: string): boolean {
  const [first, second] = [one.replace('-', ''), other.replace('-', '')];
  const deciding = first.length === 9 && second.length === 9 ? 9 : 5;
  return isSameText(first.slice(0, deciding), second.slice(0, deciding));
}
