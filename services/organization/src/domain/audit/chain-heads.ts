import type { SignedHead } from './head.js';
import type { Tail } from './record.js';

/** A chain whose head may be due: `dueAt` is the end of a day, or when it was opened until that is known. */
export interface Chain {
  readonly organizationId: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
}

/** The signed heads of chains: one per chain and day, never changed. */
export abstract class ChainHeads {
  /** Chains whose day has ended without a head, so many at most. */
  abstract due(now: Date, atMost: number): Promise<string[]>;
  abstract chain(organizationId: string): Promise<Chain | undefined>;
  abstract tail(organizationId: string): Promise<Tail | undefined>;
  /** Whether it was kept: a day has one head. */
  abstract keep(head: SignedHead, day: Date): Promise<boolean>;
  /** The next head of the chain is due then. */
  abstract postpone(chain: Chain, until: Date): Promise<void>;
}
