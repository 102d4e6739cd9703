import { generateKeyPairSync } from 'node:crypto';
import { configFrom } from '@portico/service';
import { OrganizationConfig } from '../organization.config.js';
import { Ed25519HeadSignatures } from './ed25519.head-signatures.js';

const keyOf = (kid: string) =>
  JSON.stringify({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid });

describe('the key of the audit trail', () => {
  it('names itself in every head, and shows its public half only', () => {
    const signatures = new Ed25519HeadSignatures(keyOf('audit-2026'));
    const head = { organizationId: 'o', number: 7, hash: 'f'.repeat(64), at: '2026-11-22T18:00:00.000Z' };
    expect(signatures.sign(head)).toEqual({ ...head, keyId: 'audit-2026', signature: expect.any(String) });
    expect(signatures.publicKey).toContain('BEGIN PUBLIC KEY');
    expect(signatures.sign(head).signature).not.toBe(signatures.sign({ ...head, number: 8 }).signature);
  });

  it.each([
    ['a public key', JSON.stringify(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }))],
    ['another kind of key', '{"kty":"EC","crv":"P-256"}'],
  ])('is not %s', (_, jwk) => {
    expect(() => new Ed25519HeadSignatures(jwk)).toThrow('AUDIT_SIGNING_KEY is no Ed25519 private key');
  });

  it('that was generated for development is refused in production', () => {
    const faults = (key: string) => {
      try {
        configFrom(OrganizationConfig, { NODE_ENV: 'production', AUDIT_SIGNING_KEY: key });
      } catch (error) {
        return String(error);
      }
      return '';
    };
    const words = 'AUDIT_SIGNING_KEY holds a development default';
    expect(faults(keyOf('dev.audit.1234'))).toContain(words);
    expect(faults(keyOf('audit-2026'))).not.toContain(words);
  });
});
