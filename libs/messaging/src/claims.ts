import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Actor, refusal, SystemClock } from '@portico/kernel';
import { BoundedCache } from './bounded-cache.js';

export const badClaim = refusal('unauthenticated', 'bad-claim', 'The sender of this request could not be verified.');

/** Seconds that a claim lives, and that clocks of two machines may differ. */
const lifetime = 60;
const tolerance = 5;
/** A signed claim is used again while it has at least this long to live: the request has to arrive, too. */
const leastLeft = 20;
const cached = 5_000;

type Key = Awaited<ReturnType<typeof importJWK>>;

export interface ClaimKeys {
  issuer: string;
  /** Own private JWK, as JSON. */
  privateKey: string;
  /** `{"<process>": JWK}`, as JSON. */
  publicKeys: string;
  /** Real time; the moved clock of development has no say in how long a claim lives. */
  now?: () => Date;
}

/**
 * Says who acts, signed by the process that vouches for it (Ed25519, at most 60 s). The edge vouches for people, every
 * other process for itself only. A claim is made for one service: whoever gets it cannot pass it on.
 */
export class ActorClaims {
  readonly #now: () => Date;
  readonly #signed: BoundedCache<Promise<string>>;
  readonly #verified: BoundedCache<Actor>;
  readonly #public: ReadonlyMap<string, JWK>;
  readonly #imported = new Map<string, Promise<Key>>();
  #private?: Promise<Key>;

  constructor(private readonly keys: ClaimKeys) {
    this.#now = keys.now ?? (() => new SystemClock().now());
    this.#signed = new BoundedCache(cached, () => this.#seconds());
    this.#verified = new BoundedCache(cached, () => this.#seconds());
    this.#public = new Map(Object.entries(JSON.parse(keys.publicKeys) as Record<string, JWK>));
  }

  /** A claim that `audience`, a service, believes. */
  sign(actor: Actor, audience: string): Promise<string> {
    const key = `${audience} ${JSON.stringify(actor)}`;
    const known = this.#signed.get(key);
    if (known) return known;
    const signed = this.#sign(actor, audience);
    this.#signed.put(key, signed, this.#seconds() + lifetime - leastLeft);
    signed.catch(() => this.#signed.drop(key));
    return signed;
  }

  /** The actor of a claim made for `audience`; refuses `bad-claim` when anything about it is not right. */
  async verify(token: string | undefined, audience: string): Promise<Actor> {
    if (!token) throw badClaim();
    const key = `${audience} ${token}`;
    const known = this.#verified.get(key);
    if (known) return known;
    const { actor, until } = await this.#verify(token, audience).catch(() => {
      throw badClaim();
    });
    this.#verified.put(key, actor, until);
    return actor;
  }

  async #sign(actor: Actor, audience: string): Promise<string> {
    this.#private ??= importJWK(JSON.parse(this.keys.privateKey) as JWK, 'EdDSA');
    const issuedAt = Math.floor(this.#seconds());
    return new SignJWT({ actor })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.keys.issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime)
      .sign(await this.#private);
  }

  async #verify(token: string, audience: string): Promise<{ actor: Actor; until: number }> {
    const issuer = issuerOf(token);
    const { payload } = await jwtVerify(token, await this.#keyOf(issuer), {
      algorithms: ['EdDSA'],
      issuer,
      audience,
      currentDate: this.#now(),
      clockTolerance: tolerance,
      requiredClaims: ['exp', 'iat', 'actor'],
      maxTokenAge: lifetime,
    });
    const actor = Object.freeze(payload.actor as Actor);
    if (!mayVouch(issuer, actor)) throw badClaim();
    return { actor, until: payload.exp ?? 0 };
  }

  #keyOf(issuer: string): Promise<Key> {
    const jwk = this.#public.get(issuer);
    if (!jwk) throw badClaim();
    const key = this.#imported.get(issuer) ?? importJWK(jwk, 'EdDSA');
    this.#imported.set(issuer, key);
    return key;
  }

  #seconds(): number {
    return this.#now().getTime() / 1_000;
  }
}

/** Whose key to verify with; believed only once the signature holds. */
function issuerOf(token: string): string {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { iss?: unknown };
  if (typeof payload.iss !== 'string') throw badClaim();
  return payload.iss;
}

/** Every process speaks for itself and for no other; the edge for people besides. */
function mayVouch(issuer: string, { kind, process }: Actor): boolean {
  if (kind === 'system') return process === issuer;
  return issuer === 'gateway' && (kind === 'anonymous' || kind === 'user');
}
