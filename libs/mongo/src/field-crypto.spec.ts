import { describe, expect, it } from '@jest/globals';
import { CannotOpen, FieldCrypto, KeyedHash, LocalKms } from './crypto.js';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const place = { collection: 'users', id: 'u-1', field: 'phone' };

describe('FieldCrypto', () => {
  it('opens what it sealed, and never seals alike', async () => {
    const crypto = await FieldCrypto.from(`k1:${key(1)}`, key(9));
    const sealed = crypto.seal('(555) 010-0 – ☎', place);
    expect(crypto.open(sealed, place)).toBe('(555) 010-0 – ☎');
    expect(crypto.open(crypto.seal('', place), place)).toBe('');
    expect(crypto.seal('5550100', place)).not.toBe(crypto.seal('5550100', place));
  });

  it.each([
    ['record', { ...place, id: 'u-2' }],
    ['field', { ...place, field: 'fax' }],
    ['collection', { ...place, collection: 'members' }],
    ['boundary between record and field', { collection: 'users', id: 'u-1","ph', field: 'one' }],
  ])('opens in no other %s', async (_, other) => {
    const crypto = await FieldCrypto.from(`k1:${key(1)}`, key(9));
    expect(() => crypto.open(crypto.seal('5550100', place), other)).toThrow(CannotOpen);
  });

  it('opens nothing that was changed in any byte', async () => {
    const crypto = await FieldCrypto.from(`k1:${key(1)}`, key(9));
    const [, , body = ''] = crypto.seal('5550100', place).split(':');
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => crypto.open(`f1:k1:${changed.toString('base64url')}`, place)).toThrow(CannotOpen);
    }
    for (const short of [0, 11, 12, 27]) {
      expect(() => crypto.open(`f1:k1:${bytes.subarray(0, short).toString('base64url')}`, place)).toThrow(CannotOpen);
    }
  });

  it.each(['5550100', '', 'f1:k1', 'f2:k1:AAAA', 'f1:k1:AAAA:x'])(
    'opens no text that was not sealed: "%s"',
    async (text) => {
      const crypto = await FieldCrypto.from(`k1:${key(1)}`, key(9));
      expect(() => crypto.open(text, place)).toThrow(CannotOpen);
    },
  );

  it('opens with any key that it knows, and seals with the first', async () => {
    const before = await FieldCrypto.from(`k1:${key(1)}`, key(9));
    const after = await FieldCrypto.from(`k2:${key(2)},k1:${key(1)}`, key(9));
    const old = before.seal('5550100', place);
    expect(after.open(old, place)).toBe('5550100');
    expect([after.isCurrent(old), after.isCurrent(after.seal('5550100', place))]).toEqual([false, true]);
    expect(() => before.open(after.seal('5550100', place), place)).toThrow('key k2 is not here');
  });

  it('names the field, never the value, when it cannot open', async () => {
    const crypto = await FieldCrypto.from(`k1:${key(1)}`, key(9));
    expect(() => crypto.open('5550100', place)).toThrow('cannot open phone of users u-1: not a sealed value');
  });
});

describe('KeyedHash', () => {
  const hashes = new KeyedHash(key(9));

  it('is stable, in hex, and differs by purpose, value and key', () => {
    const hash = hashes.of('token', 'abc');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes.of('token', 'abc')).toBe(hash);
    expect(new KeyedHash(`dev.${key(9)}`).of('token', 'abc')).toBe(hash);
    const others = [hashes.of('session', 'abc'), hashes.of('token', 'abd'), hashes.of('toke', 'nabc')];
    expect(new Set([hash, new KeyedHash(key(8)).of('token', 'abc'), ...others]).size).toBe(5);
  });

  it('compares', () => {
    expect([hashes.equal('ab', 'ab'), hashes.equal('ab', 'ac'), hashes.equal('ab', 'abc')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('keys', () => {
  it.each([
    ['', 'must read id:base64'],
    ['k1', 'must read id:base64'],
    [`k 1:${key(1)}`, 'must read id:base64'],
    ['k1:c2hvcnQ=', 'FIELD_KEYS k1 must hold 32 bytes'],
    [`k1:${key(1)},k1:${key(2)}`, 'names a key id twice'],
  ])('are refused: "%s"', (text, why) => {
    expect(() => new LocalKms(text)).toThrow(why);
  });

  it('are refused where the hash key is short', () => {
    expect(() => new KeyedHash('dev.c2hvcnQ=')).toThrow('HASH_KEY must hold 32 bytes');
  });
});
