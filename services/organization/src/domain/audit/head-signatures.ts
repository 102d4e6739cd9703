import type { SignedHead } from './head.js';

/** The platform's key for the heads of audit chains. */
export abstract class HeadSignatures {
  abstract sign(head: Pick<SignedHead, 'organizationId' | 'number' | 'hash' | 'at'>): SignedHead;
  /** PEM: all that it takes to check a head. */
  abstract readonly publicKey: string;
}
