import type { AuditRecordView } from '@portico/contracts';
import type { StoredRecord } from '../adapters/audit-collections.js';

/** The record as it is hashed, but for the organization, which whoever reads it knows. */
export const auditRecordView = ({ _id, organizationId: _, ...record }: StoredRecord): AuditRecordView => ({
  ...record,
  fields: [...record.fields],
});
