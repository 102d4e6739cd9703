import type { RegistrationTokenView } from '@portico/contracts';
import type { RegistrationToken } from '../domain/registration-token.js';

/** A token as its issuer sees it: its state by the clock, never itself (MC-TOK-02). */
export function tokenView(token: RegistrationToken, at: Date): RegistrationTokenView {
  const { id, status, program, organizationId, issuedAt, expiresAt, lockedUntil } = token.state;
  return {
    id,
    status: token.isExpired(at) ? 'expired' : status,
    program,
    organizationId,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    delivery: 'letter',
    ...(token.isLocked(at) && { lockedUntil: lockedUntil?.toISOString() }),
  };
}
