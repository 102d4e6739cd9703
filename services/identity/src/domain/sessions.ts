import type { SavedAggregate } from '@portico/kernel';
import type { Session } from './session.js';

/** The records of all sessions; the gateway reads their live copies instead. */
export abstract class Sessions {
  /** The id of the session that the present command starts: the same when it is repeated. */
  abstract nextId(): string;
  abstract get(id: string): Promise<Session | undefined>;
  abstract byToken(tokenHash: string): Promise<Session | undefined>;
  /** Ids of those of a person that were not ended and have not come to their absolute end. */
  abstract openOf(userId: string, at: Date): Promise<string[]>;
  /** Those of them that have this organization in view. */
  abstract openIn(organizationId: string, userId: string, at: Date): Promise<string[]>;
  abstract save(session: Session): Promise<SavedAggregate>;
}
