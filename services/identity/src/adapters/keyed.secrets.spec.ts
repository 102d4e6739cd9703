import { describe, expect, it } from '@jest/globals';
import { testCrypto } from '@portico/mongo/testing';
import { KeyedSecrets } from './keyed.secrets.js';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

describe('keyed secrets', () => {
  const secrets = new KeyedSecrets(keyOf(1), testCrypto);

  it('derive 256 bits, the same for the same parts and the same key only', () => {
    const derived = secrets.derive('purpose', 'id', 'salt');
    expect(Buffer.from(derived, 'base64url')).toHaveLength(32);
    expect(new KeyedSecrets(`dev.${keyOf(1)}`, testCrypto).derive('purpose', 'id', 'salt')).toBe(derived);
    const others = [
      secrets.derive('other', 'id', 'salt'),
      secrets.derive('purpose', 'other', 'salt'),
      secrets.derive('purpose', 'id', 'other'),
      secrets.derive('purposeid', '', 'salt'),
      new KeyedSecrets(keyOf(2), testCrypto).derive('purpose', 'id', 'salt'),
    ];
    expect(new Set([derived, ...others]).size).toBe(6);
  });

  it('hash by purpose, and compare', () => {
    expect(secrets.hash('one', 'value')).not.toBe(secrets.hash('other', 'value'));
    expect(secrets.same(secrets.hash('one', 'value'), secrets.hash('one', 'value'))).toBe(true);
    expect(secrets.same('one', 'other')).toBe(false);
  });

  it('refuse a key that is too short', () => {
    expect(() => new KeyedSecrets('c2hvcnQ=', testCrypto)).toThrow('DERIVE_KEY');
  });
});
