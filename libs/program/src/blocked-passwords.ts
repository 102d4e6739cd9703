import { readFileSync } from 'node:fs';

const listFile = new URL('../data/blocked-passwords.txt', import.meta.url);

/**
 * Passwords of at least 12 characters that are known from breaches or are built from such, offline (MC-PWD-09). The list is one sorted
 * buffer which is searched in place, so it costs no more memory than its file; it is read at the first question.
 */
export class BlockedPasswords {
  #list?: Buffer;

  constructor(private readonly file: URL | string = listFile) {}

  /** Compares the whole password, normalised to NFKC and lower case. */
  has(password: string): boolean {
    this.#list ??= readFileSync(this.file);
    const wanted = Buffer.from(password.normalize('NFKC').toLowerCase());
    return wanted.length > 0 && !wanted.includes(0x0a) && isLineOf(this.#list, wanted);
  }
}

function isLineOf(list: Buffer, wanted: Buffer): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const { start, end } = lineAt(list, (low + high) >> 1);
    const order = list.subarray(start, end).compare(wanted);
    if (order === 0) return true;
    if (order < 0) low = end + 1;
    else high = start;
  }
  return false;
}

function lineAt(list: Buffer, middle: number): { start: number; end: number } {
  const start = middle === 0 ? 0 : list.lastIndexOf(0x0a, middle - 1) + 1;
  const end = list.indexOf(0x0a, middle);
  return { start, end: end === -1 ? list.length : end };
}
