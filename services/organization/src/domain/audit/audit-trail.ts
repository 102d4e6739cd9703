import type { AuditEntry } from './record.js';

/** What is to be recorded, and in whose chains. */
export interface Placed {
  readonly chains: readonly string[];
  readonly entry: AuditEntry;
}

/** One chain of records per organization, which only grows. */
export abstract class AuditTrail {
  /** Appends the entries in their order; what a chain has of them already is left as it is. */
  abstract append(entries: readonly Placed[]): Promise<void>;
}
