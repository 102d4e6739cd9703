import { canonical } from './canonical.js';

/** The end of a chain at one time, signed by the platform: whoever keeps it finds out that records behind it were cut. */
export interface SignedHead {
  readonly organizationId: string;
  readonly number: number;
  readonly hash: string;
  /** ISO instant of the signature. */
  readonly at: string;
  readonly keyId: string;
  /** Ed25519 over `signedText`, base64url. */
  readonly signature: string;
}

/** What is signed of a head; it begins with what it is, so that no other signature of the key fits. */
export function signedText({ signature: _, ...head }: SignedHead): string {
  return canonical({ form: 'portico-audit-head/1', ...head });
}
