import type { Fact } from './decision.js';

/** A person was refused something in an organization. */
export interface RefusedDecision {
  /** What the person is told, for an Org Admin to look it up by. */
  readonly decisionId: string;
  readonly organizationId: string;
  readonly memberId?: string;
  readonly userId?: string;
  readonly action: string;
  /** Code of the refusal. */
  readonly refusal: string;
  readonly npi?: string;
  readonly type?: string;
  readonly because: readonly Fact[];
}

/** Where refusals are kept, so that an Org Admin can see why somebody could not do something. */
export abstract class RefusedDecisions {
  /** Returns once it is kept for good; a refusal that is not kept is not given. */
  abstract keep(refused: RefusedDecision): Promise<void>;
}

/** What stands for reasons where a rule of its own refused, whatever the person may do. */
export const refusedByRule = (code: string): readonly Fact[] => [{ kind: 'refused', source: 'rules', about: code }];
