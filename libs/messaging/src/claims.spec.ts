import { generateKeyPairSync } from 'node:crypto';
import { type Actor, anonymous, system } from '@portico/kernel';
import { importJWK, SignJWT } from 'jose';
import { Keys } from '../test/harness.js';
import { ActorClaims } from './claims.js';

const keys = new Keys('gateway', 'identity', 'organization', 'operator');
const start = Date.parse('2026-11-22T12:00:00Z');
let now: number;
const claimsOf = (issuer: string): ActorClaims => new ActorClaims({ ...keys.of(issuer), now: () => new Date(now) });
const ada: Actor = { kind: 'user', userId: 'u1', sessionId: 's1', organizationId: 'o1', memberId: 'm1' };
const refused = { kind: 'unauthenticated', code: 'bad-claim' };

beforeEach(() => (now = start));

/** A claim made by hand, as an attacker would. */
async function forged(parts: {
  iss?: string;
  aud?: string;
  actor?: unknown;
  exp?: number;
  iat?: number;
  key?: string;
  alg?: string;
}) {
  const { iss = 'gateway', aud = 'identity', actor = ada, iat = now / 1000, exp = iat + 60, key = 'gateway' } = parts;
  const signing = await importJWK(JSON.parse(keys.of(key).privateKey), 'EdDSA');
  const claim = new SignJWT({ actor }).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(iss).setAudience(aud);
  return claim.setIssuedAt(iat).setExpirationTime(exp).sign(signing);
}

describe('an actor claim', () => {
  it.each([ada, anonymous('192.0.2.7'), system('gateway')])(
    'of the edge vouches for people, and for itself',
    async (actor) => {
      const token = await claimsOf('gateway').sign(actor, 'identity');
      expect(await claimsOf('identity').verify(token, 'identity')).toEqual(JSON.parse(JSON.stringify(actor)));
    },
  );

  it('of a service vouches for itself, also on behalf of someone', async () => {
    const token = await claimsOf('identity').sign(system('identity', 'u1'), 'organization');
    expect(await claimsOf('organization').verify(token, 'organization')).toEqual(system('identity', 'u1'));
  });

  it.each<[string, string, Actor]>([
    ['the edge as a service', 'gateway', system('identity')],
    ['a service as a person', 'identity', ada],
    ['a service as nobody', 'identity', anonymous()],
    ['a service as another', 'identity', system('operator')],
    ['the operator as a person', 'operator', ada],
    ['an unknown kind', 'gateway', { kind: 'root' } as unknown as Actor],
  ])('is refused when %s oversteps', async (_, issuer, actor) => {
    const token = await claimsOf(issuer).sign(actor, 'organization');
    await expect(claimsOf('organization').verify(token, 'organization')).rejects.toMatchObject(refused);
  });

  it('is refused to another service than the one it was made for', async () => {
    const token = await claimsOf('gateway').sign(ada, 'identity');
    await expect(claimsOf('organization').verify(token, 'organization')).rejects.toMatchObject(refused);
  });

  it.each([
    ['another process’s key', { key: 'identity' }],
    ['an unknown issuer', { iss: 'mallory' }],
    ['an issuer off the prototype', { iss: 'constructor' }],
    ['a long life', { exp: start / 1000 + 3600, iat: start / 1000 - 120 }],
    ['an issue in the future', { iat: start / 1000 + 600 }],
    ['no actor', { actor: null }],
  ])('is refused with %s', async (_, parts) => {
    await expect(claimsOf('identity').verify(await forged(parts), 'identity')).rejects.toMatchObject(refused);
  });

  it.each(['', 'x', 'a.b.c', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
    'is refused when it is %j',
    async (token) => {
      await expect(claimsOf('identity').verify(token, 'identity')).rejects.toMatchObject(refused);
    },
  );

  it('is refused unsigned, or signed with the public key as a secret', async () => {
    const payload = { iss: 'gateway', aud: 'identity', iat: start / 1000, exp: start / 1000 + 60, actor: ada };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const secret = Buffer.from(JSON.stringify((JSON.parse(keys.public) as Record<string, unknown>).gateway));
    const confused = await new SignJWT({ actor: ada })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('gateway')
      .setAudience('identity')
      .setIssuedAt(start / 1000)
      .setExpirationTime(start / 1000 + 60)
      .sign(secret);
    for (const token of [`${part({ alg: 'none' })}.${part(payload)}.`, confused]) {
      await expect(claimsOf('identity').verify(token, 'identity')).rejects.toMatchObject(refused);
    }
  });

  it('is refused when one character of it changed', async () => {
    const token = await claimsOf('gateway').sign(ada, 'identity');
    const [head = '', payload = '', signature] = token.split('.');
    const other = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('u1', 'u2')).toString('base64url');
    await expect(claimsOf('identity').verify([head, other, signature].join('.'), 'identity')).rejects.toMatchObject(
      refused,
    );
  });

  it('dies after a minute, also where it is cached', async () => {
    const verifier = claimsOf('identity');
    const token = await claimsOf('gateway').sign(ada, 'identity');
    await verifier.verify(token, 'identity');
    now += 59_000;
    await verifier.verify(token, 'identity');
    now += 7_000;
    await expect(verifier.verify(token, 'identity')).rejects.toMatchObject(refused);
  });

  it('is signed once for the same actor while it has long enough to live', async () => {
    const signer = claimsOf('gateway');
    const first = await signer.sign(ada, 'identity');
    now += 39_000;
    expect(await signer.sign({ ...ada }, 'identity')).toBe(first);
    expect(await signer.sign({ ...ada, userId: 'u2' }, 'identity')).not.toBe(first);
    now += 2_000;
    expect(await signer.sign(ada, 'identity')).not.toBe(first);
  });

  it('cannot be changed by who got it from the cache', async () => {
    const verifier = claimsOf('identity');
    const actor = await verifier.verify(await claimsOf('gateway').sign(ada, 'identity'), 'identity');
    expect(() => Object.assign(actor, { userId: 'u2' })).toThrow(TypeError);
  });
});

it('keys of another run are of no use', async () => {
  const foreign = new ActorClaims({
    issuer: 'gateway',
    privateKey: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
    publicKeys: '{}',
    now: () => new Date(now),
  });
  await expect(claimsOf('identity').verify(await foreign.sign(ada, 'identity'), 'identity')).rejects.toMatchObject(
    refused,
  );
});
