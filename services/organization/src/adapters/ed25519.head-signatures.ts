import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { type SignedHead, signedText } from '../domain/audit/head.js';
import { HeadSignatures } from '../domain/audit/head-signatures.js';

type Jwk = JsonWebKey & { kid?: string };

/** The platform's Ed25519 key, a JWK as JSON; its `kid` names it in every head. */
export class Ed25519HeadSignatures extends HeadSignatures {
  readonly #key: KeyObject;
  readonly #keyId: string;
  readonly publicKey: string;

  constructor(jwk: string) {
    super();
    const { kid = 'audit', ...key } = JSON.parse(jwk) as Jwk;
    this.#key = keyIn(key);
    this.#keyId = kid;
    this.publicKey = createPublicKey(this.#key).export({ type: 'spki', format: 'pem' }).toString();
  }

  sign(head: Parameters<HeadSignatures['sign']>[0]): SignedHead {
    const { organizationId, number, hash, at } = head;
    const unsigned = { organizationId, number, hash, at, keyId: this.#keyId, signature: '' };
    const signature = sign(null, Buffer.from(signedText(unsigned)), this.#key).toString('base64url');
    return { ...unsigned, signature };
  }
}

function keyIn(jwk: JsonWebKey): KeyObject {
  if (jwk.crv !== 'Ed25519' || !jwk.d) throw new Error('AUDIT_SIGNING_KEY is no Ed25519 private key');
  return createPrivateKey({ key: jwk, format: 'jwk' });
}
