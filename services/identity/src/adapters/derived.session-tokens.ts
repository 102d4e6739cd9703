import type { Random } from '@portico/kernel';
import { sessionTokenHash } from '@portico/session';
import type { Secrets } from '../domain/secrets.js';
import { SessionTokens } from '../domain/session-tokens.js';

/** Derived under DERIVE_KEY; found by the hash that the gateway computes from the token it is shown. */
export class DerivedSessionTokens extends SessionTokens {
  constructor(
    private readonly secrets: Secrets,
    private readonly random: Random,
    private readonly hashKey: string,
  ) {
    super();
  }

  fresh(sessionId: string): { salt: string; tokenHash: string } {
    const salt = this.random.bytes(16).toString('base64url');
    return { salt, tokenHash: this.hashOf(this.inClear(sessionId, salt)) };
  }

  inClear(sessionId: string, salt: string): string {
    return this.secrets.derive('session', sessionId, salt);
  }

  hashOf(token: string): string {
    return sessionTokenHash(this.hashKey, token);
  }
}
