import type { Rights } from '@portico/access';
import type { Actor } from '@portico/kernel';
import type { Pin } from '../domain/pin.js';

/** What an act on a PIN is judged by, and the PIN. */
export interface AtHand {
  readonly rights: Rights;
  /** Whether the organization in view holds the NPI. */
  readonly isHeld: boolean;
  /** For who was judged: a command that acted before is told here, and answered. */
  readonly pin: () => Promise<Pin | undefined>;
}

/** The PIN of an NPI, with the rights of who asks for it. */
export abstract class PinsAtHand {
  /** In one look. Refuses `rights-behind` when the rights are not known to be newer than five seconds. */
  abstract of(npi: string, actor: Actor): Promise<AtHand>;
}
