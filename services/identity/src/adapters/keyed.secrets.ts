import { createHmac } from 'node:crypto';
import { type FieldCrypto, keyBytes } from '@portico/mongo/crypto';
import { Secrets } from '../domain/secrets.js';

/** Derives under DERIVE_KEY, hashes under HASH_KEY. */
export class KeyedSecrets extends Secrets {
  readonly #key: Buffer;

  constructor(
    deriveKey: string,
    private readonly crypto: Pick<FieldCrypto, 'hash' | 'equal'>,
  ) {
    super();
    this.#key = keyBytes('DERIVE_KEY', deriveKey);
  }

  derive(purpose: string, id: string, salt: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([purpose, id, salt]))
      .digest('base64url');
  }

  hash(purpose: string, value: string): string {
    return this.crypto.hash(purpose, value);
  }

  same(one: string, other: string): boolean {
    return this.crypto.equal(one, other);
  }
}
