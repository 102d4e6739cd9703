import type { RefusedFact } from '@portico/contracts';

/** A refusal as it is kept for Org Admins to look up, whichever service gave it. */
export interface KeptDecision {
  readonly decisionId: string;
  readonly organizationId: string;
  readonly memberId?: string;
  readonly userId?: string;
  readonly action: string;
  readonly refusal: string;
  readonly npi?: string;
  readonly type?: string;
  readonly because: readonly RefusedFact[];
  readonly at: Date;
}

/** Refusals of the last 90 days, of all services. */
export abstract class Decisions {
  /** Keeping one again changes nothing. */
  abstract keep(decision: KeptDecision): Promise<void>;
}
