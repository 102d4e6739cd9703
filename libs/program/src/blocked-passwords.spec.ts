import { readFileSync } from 'node:fs';
import { BlockedPasswords } from './blocked-passwords.js';

const blocked = new BlockedPasswords();
const list = readFileSync(new URL('../data/blocked-passwords.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

describe('the blocked passwords [MC-PWD-09]', () => {
  it('are at least ten thousand of 15 characters or more, sorted, each once', () => {
    expect(list.filter((password) => password.length >= 15).length).toBeGreaterThanOrEqual(10_000);
    expect([...new Set(list)].sort()).toEqual(list);
  });

  it('are all found, the first and the last too', () => {
    expect(list.filter((password) => !blocked.has(password))).toEqual([]);
  });

  it.each(['Password123456!', 'ＰＡＳＳＷＯＲＤ123456!', 'qwertyuiopasdfgh', 'passwordpassword'])(
    'find %s as it is typed',
    (password) => {
      expect(blocked.has(password)).toBe(true);
    },
  );

  it.each(['', '\n', 'passwordpassword\n', 'passwordpasswor', 'heron-lantern-quiet-9'])(
    'do not find %j',
    (password) => {
      expect(blocked.has(password)).toBe(false);
    },
  );
});
