/** The data keys of this service: `active` seals, all of them open. */
export interface DataKeys {
  active: string;
  keys: ReadonlyMap<string, Buffer>;
}

/** Hands out data keys once, at boot; a cloud adapter unwraps them there with a master key that never leaves it. */
export abstract class Kms {
  abstract dataKeys(): Promise<DataKeys>;
}

const keyId = /^[A-Za-z0-9_-]{1,32}$/;

/** 32 bytes in base64 or base64url; a leading `dev.` marks a development value and is no part of the key. */
export function keyBytes(name: string, text: string): Buffer {
  const bytes = Buffer.from(text.replace(/^dev\./, ''), 'base64');
  if (bytes.length !== 32) throw new Error(`${name} must hold 32 bytes in base64, it holds ${bytes.length}.`);
  return bytes;
}

/** Keys from the environment: `id:base64,id:base64`, the first one active. */
export class LocalKms extends Kms {
  readonly #keys: DataKeys;

  constructor(text: string) {
    super();
    const pairs = text.split(',').map((pair) => LocalKms.#pair(pair.trim()));
    const keys = new Map(pairs);
    if (keys.size !== pairs.length) throw new Error('FIELD_KEYS names a key id twice.');
    this.#keys = { active: pairs[0]?.[0] ?? '', keys };
  }

  dataKeys(): Promise<DataKeys> {
    return Promise.resolve(this.#keys);
  }

  static #pair(text: string): [string, Buffer] {
    const colon = text.indexOf(':');
    const id = text.slice(0, Math.max(colon, 0));
    if (!keyId.test(id)) throw new Error('FIELD_KEYS must read id:base64,id:base64 with the active key first.');
    return [id, keyBytes(`FIELD_KEYS ${id}`, text.slice(colon + 1))];
  }
}
