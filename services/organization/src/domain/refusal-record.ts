import type { RefusedDecision } from '@portico/access';
import { Aggregate } from '@portico/kernel';

/** A person was refused something; the chain of facts as the decision found it. */
export interface AccessRefused {
  readonly type: 'AccessRefused';
  readonly refused: RefusedDecision;
}

export interface RefusalRecordState {
  readonly id: string;
  readonly organizationId: string;
  readonly at: Date;
}

/** Kept only to tell of a refusal: what Org Admins look up is what was told, by all services. */
export class RefusalRecord extends Aggregate<RefusalRecordState, AccessRefused> {
  static of(refused: RefusedDecision, at: Date): RefusalRecord {
    const { decisionId: id, organizationId } = refused;
    const record = new RefusalRecord({ id, organizationId, at });
    record.become({}, { type: 'AccessRefused', refused });
    return record;
  }
}
