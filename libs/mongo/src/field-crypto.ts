import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyedHash } from './keyed-hash.js';
import { type DataKeys, type Kms, LocalKms } from './kms.js';

/** Where a sealed value stands; it opens nowhere else. */
export interface Place {
  collection: string;
  id: string;
  field: string;
}

const form = 'f1';
const ivLength = 12;
const tagLength = 16;

/** A sealed value was changed, moved to another record or field, or sealed with a key that is not here. */
export class CannotOpen extends Error {
  constructor({ collection, id, field }: Place, why: string) {
    super(`cannot open ${field} of ${collection} ${id}: ${why}`);
    this.name = 'CannotOpen';
  }
}

/** Seals single fields (AES-256-GCM, bound to record and field) and hashes values for lookup (HMAC-SHA-256). */
export class FieldCrypto {
  readonly #hashes: KeyedHash;

  constructor(
    private readonly keys: DataKeys,
    hashKey: string,
  ) {
    this.#hashes = new KeyedHash(hashKey);
    if (!keys.keys.has(keys.active)) throw new Error(`The active field key ${keys.active} is not among the keys.`);
  }

  /** From `FIELD_KEYS` and `HASH_KEY`. */
  static from(fieldKeys: string, hashKey: string): Promise<FieldCrypto> {
    return FieldCrypto.under(new LocalKms(fieldKeys), hashKey);
  }

  static async under(kms: Kms, hashKey: string): Promise<FieldCrypto> {
    return new FieldCrypto(await kms.dataKeys(), hashKey);
  }

  /** `f1:<key id>:<base64url of iv, ciphertext, tag>`. */
  seal(plain: string, place: Place): string {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.keys.active, place), iv);
    cipher.setAAD(bound(place));
    const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${form}:${this.keys.active}:${sealed.toString('base64url')}`;
  }

  open(sealed: string, place: Place): string {
    const [head, keyId, body, ...rest] = sealed.split(':');
    if (head !== form || keyId === undefined || body === undefined || rest.length > 0) {
      throw new CannotOpen(place, 'not a sealed value');
    }
    return this.#open(this.#key(keyId, place), Buffer.from(body, 'base64url'), place);
  }

  /** Whether the value was sealed with the active key. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`${form}:${this.keys.active}:`);
  }

  /** Keyed hash in hex; the same value under two purposes has nothing in common. */
  hash(purpose: string, value: string): string {
    return this.#hashes.of(purpose, value);
  }

  /** Compares two hashes in constant time. */
  equal(one: string, other: string): boolean {
    return this.#hashes.equal(one, other);
  }

  #open(key: Buffer, bytes: Buffer, place: Place): string {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), { authTagLength: tagLength });
      decipher.setAAD(bound(place));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      return decipher.update(bytes.subarray(ivLength, -tagLength), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new CannotOpen(place, 'changed, or sealed for another place');
    }
  }

  #key(id: string, place: Place): Buffer {
    const key = this.keys.keys.get(id);
    if (!key) throw new CannotOpen(place, `key ${id} is not here`);
    return key;
  }
}

const bound = ({ collection, id, field }: Place): Buffer => Buffer.from(JSON.stringify([form, collection, id, field]));
