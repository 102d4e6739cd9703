import { idFrom } from '@portico/kernel';
import type { SignedHead } from '../src/domain/audit/head.js';
import {
  type AuditEntry,
  type AuditRecord,
  hashOf,
  noTail,
  recordAfter,
  type Tail,
} from '../src/domain/audit/record.js';

export const clinic = idFrom('organization', 'clinic');

/** The entry of a fact that an Org Admin caused. */
export const anEntry = (at: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  eventId: `event-${at}`,
  at: new Date(Date.UTC(2026, 10, 22, 18) + at * 1_000).toISOString(),
  action: 'organization.member-organization-permission-set',
  outcome: 'done',
  actorKind: 'user',
  actor: idFrom('user', 'maria'),
  actorMember: idFrom('member', 'maria'),
  authenticatedAt: '2026-11-22T17:30:00.000Z',
  address: '192.0.2.7',
  traceId: 'ab'.repeat(16),
  subject: idFrom('member', `member ${at % 7}`),
  sequence: at,
  fields: ['organizationPermission'],
  facts: { memberId: idFrom('member', `member ${at % 7}`), before: 'none', after: 'admin' },
  ...change,
});

/** An untouched chain of these entries. */
export function chainOf(entries: readonly AuditEntry[], organizationId = clinic): AuditRecord[] {
  const records: AuditRecord[] = [];
  let tail: Tail = noTail(organizationId);
  for (const entry of entries) {
    const record = recordAfter(tail, entry);
    records.push(record);
    tail = record;
  }
  return records;
}

export const aChain = (length: number): AuditRecord[] => chainOf(Array.from({ length }, (_, at) => anEntry(at + 1)));

/** A head as the platform would have signed it behind this record. */
export const headAt = (records: readonly AuditRecord[], number: number): Omit<SignedHead, 'signature' | 'keyId'> => ({
  organizationId: clinic,
  number,
  hash: records[number - 1]?.hash ?? '',
  at: '2026-11-23T08:00:00.000Z',
});

/** What somebody would do who changes a record and mends its own hash. */
export function mended(record: AuditRecord, change: Partial<AuditRecord>): AuditRecord {
  const changed = { ...record, ...change };
  return { ...changed, hash: hashOf(changed) };
}
