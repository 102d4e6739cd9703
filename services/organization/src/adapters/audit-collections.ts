import { Injectable } from '@nestjs/common';
import { Mongo, newestFirst, Projection } from '@portico/mongo';
import { subjectsOf } from '../domain/audit/entry.js';
import type { SignedHead } from '../domain/audit/head.js';
import type { AuditRecord } from '../domain/audit/record.js';

/** `_id` is `<organization>|<inverted time>|<inverted number>`: the newest of a chain is its first, and time is a range. */
export interface StoredRecord extends AuditRecord {
  _id: string;
}

/** Where a record is found by who or what it is about, or by its kind: `<organization>|<key>|<time and number>`. */
export interface StoredKey {
  _id: string;
  record: string;
  actions: string[];
}

/** A chain that has begun; its head is to be signed when `dueAt` has passed. */
export interface StoredChain {
  _id: string;
  openedAt: Date;
  dueAt: Date;
}

/** `<organization>|<inverted day>|head`: one a day. */
export interface StoredHead extends SignedHead {
  _id: string;
}

/** More records than a chain will ever have. */
const endOfNumbers = 999_999_999_999;

const place = (scope: string, { orderedAt, number }: AuditRecord): string =>
  newestFirst(scope, new Date(orderedAt), String(endOfNumbers - number).padStart(12, '0'));

export const recordId = (record: AuditRecord): string => place(record.organizationId, record);

/** A whole action and the service that it is of. */
export const actionsOf = (action: string): string[] => [action.split('.', 1)[0] ?? action, action];

export const subjectScope = (organizationId: string, subject: string): string => `${organizationId}|of:${subject}`;
export const actionScope = (organizationId: string, action: string): string => `${organizationId}|was:${action}`;

/** Everything under which a record can be found. */
export function keysOf(record: AuditRecord): StoredKey[] {
  const { organizationId, action } = record;
  const actions = actionsOf(action);
  const scopes = [
    ...subjectsOf(record).map((subject) => subjectScope(organizationId, subject)),
    ...actions.map((one) => actionScope(organizationId, one)),
  ];
  return scopes.map((scope) => ({ _id: place(scope, record), record: recordId(record), actions }));
}

class Records extends Projection<StoredRecord> {
  constructor(mongo: Mongo) {
    super(mongo, 'audit-records', [
      { name: 'audit-records-number', key: { organizationId: 1, number: 1 }, unique: true },
      { name: 'audit-records-event', key: { organizationId: 1, eventId: 1 }, unique: true },
    ]);
  }
}

class Chains extends Projection<StoredChain> {
  constructor(mongo: Mongo) {
    super(mongo, 'audit-chains', [{ name: 'audit-chains-due', key: { dueAt: 1 } }]);
  }
}

/** The audit trail in the service's database. Records and heads are only ever inserted. */
@Injectable()
export class AuditCollections {
  readonly records;
  readonly keys;
  readonly chains;
  readonly heads;

  constructor(mongo: Mongo) {
    this.records = new Records(mongo).collection;
    this.chains = new Chains(mongo).collection;
    this.keys = mongo.collection<StoredKey>('audit-keys');
    this.heads = mongo.collection<StoredHead>('audit-heads');
  }
}
