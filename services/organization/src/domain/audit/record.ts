import { digestOf } from '@portico/kernel';
import { canonical } from './canonical.js';

export type Outcome = 'done' | 'refused';

/** One thing that happened, as it is kept: ids and words, never a secret, never the value of what changed in a person's data. */
export interface AuditEntry {
  /** Id of the fact that it records. */
  readonly eventId: string;
  /** ISO instant of the fact. */
  readonly at: string;
  /** `<service>.<fact>`. */
  readonly action: string;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly actorKind: string;
  /** An account, or the name of a process. */
  readonly actor?: string;
  readonly actorMember?: string;
  /** The organization that the actor had in view, where the record is another chain's. */
  readonly actorOrganization?: string;
  readonly onBehalfOf?: string;
  readonly sessionId?: string;
  readonly authenticatedAt?: string;
  readonly passcodeAt?: string;
  readonly address?: string;
  readonly traceId?: string;
  /** Id of what changed, and its version after the change. */
  readonly subject: string;
  readonly sequence: number;
  /** Names of what changed. */
  readonly fields: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/** An entry with its place in the chain of one organization. */
export interface AuditRecord extends AuditEntry {
  readonly organizationId: string;
  /** From 1, without a gap. */
  readonly number: number;
  /** Time by which the chain is ordered: `at`, or that of the record before it where that is later. */
  readonly orderedAt: string;
  readonly previousHash: string;
  /** SHA-256, hex, of the canonical form of everything else. */
  readonly hash: string;
}

/** The end of a chain: what the next record follows. */
export type Tail = Pick<AuditRecord, 'organizationId' | 'number' | 'orderedAt' | 'hash'>;

/** What the first record of a chain follows. */
export const noTail = (organizationId: string): Tail => ({
  organizationId,
  number: 0,
  orderedAt: '',
  hash: '0'.repeat(64),
});

export const hashOf = ({ hash: _, ...rest }: AuditRecord): string => digestOf(canonical(rest));

/** The record that an entry becomes behind this tail. */
export function recordAfter(tail: Tail, entry: AuditEntry): AuditRecord {
  const { organizationId, number, orderedAt, hash: previousHash } = tail;
  const later = orderedAt > entry.at ? orderedAt : entry.at;
  const placed = { ...entry, organizationId, number: number + 1, orderedAt: later, previousHash, hash: '' };
  return { ...placed, hash: hashOf(placed) };
}
