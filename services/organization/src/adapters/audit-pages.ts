import { Injectable } from '@nestjs/common';
import { newestFirst, type Page, pageOf, rangeOf } from '@portico/mongo';
import type { Document } from 'mongodb';
import { actionScope, actionsOf, AuditCollections, type StoredRecord, subjectScope } from './audit-collections.js';

export interface AuditQuestion {
  organizationId: string;
  subject?: string;
  /** An action, or the service before its dot. */
  action?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit: number;
}

/** A page holds no more bytes than this, so that its answer fits the bus; its cursor leads to the rest. */
const mostBytes = 512 * 1024;

/** Pages of a chain. Every page is a range of `_id` in its order: of the records, or of a key that leads to them. */
@Injectable()
export class AuditPages {
  constructor(private readonly stored: AuditCollections) {}

  async newest(question: AuditQuestion): Promise<Page<StoredRecord>> {
    const { limit } = question;
    const found = scopeOf(question) === question.organizationId ? this.#records(question) : this.#keyed(question);
    return fitting(pageOf(await found, limit));
  }

  /** Of a whole chain, from its first record on. */
  async oldest(organizationId: string, cursor: string | undefined, limit: number): Promise<Page<StoredRecord>> {
    const { $gt, $lt } = rangeOf({ scope: organizationId, cursor });
    const _id = cursor === undefined ? { $gt, $lt } : { $gt: rangeOf({ scope: organizationId }).$gt, $lt: $gt };
    const query = { sort: { _id: -1 }, limit: limit + 1 } as const;
    return fitting(pageOf(await this.stored.records.find({ _id }, query).toArray(), limit));
  }

  #records(question: AuditQuestion): Promise<StoredRecord[]> {
    const query = { sort: { _id: 1 }, limit: question.limit + 1 } as const;
    return this.stored.records.find({ _id: windowOf(question) }, query).toArray();
  }

  /** A key that leads to no record was written in vain. A row is known by its key's id: the next page begins there. */
  async #keyed(question: AuditQuestion): Promise<StoredRecord[]> {
    const { subject, action, limit } = question;
    const further: Document = subject && action ? { actions: actionsOf(action).at(-1) } : {};
    const found = await this.stored.keys
      .aggregate<{ _id: string; found: StoredRecord[] }>([
        { $match: { _id: windowOf(question), ...further } },
        { $sort: { _id: 1 } },
        { $limit: limit + 1 },
        { $lookup: { from: 'audit-records', localField: 'record', foreignField: '_id', as: 'found' } },
      ])
      .toArray();
    return found.flatMap(({ _id, found: records }) => records.map((record) => ({ ...record, _id })));
  }
}

function scopeOf({ organizationId, subject, action }: AuditQuestion): string {
  if (subject) return subjectScope(organizationId, subject);
  return action ? actionScope(organizationId, action) : organizationId;
}

/** Newer ids come first: `to` is where the window begins, `from` where it ends. */
function windowOf(question: AuditQuestion): { $gt: string; $lt: string } {
  const scope = scopeOf(question);
  const { $gt, $lt } = rangeOf({ scope, cursor: question.cursor });
  const begin = question.to ? newestFirst(scope, new Date(question.to), '') : $gt;
  const end = question.from ? newestFirst(scope, new Date(question.from), '~') : $lt;
  return { $gt: begin > $gt ? begin : $gt, $lt: end < $lt ? end : $lt };
}

function fitting({ items, next }: Page<StoredRecord>): Page<StoredRecord> {
  let bytes = 0;
  const room = items.findIndex((item, at) => (bytes += Buffer.byteLength(JSON.stringify(item))) > mostBytes && at > 0);
  return room < 0 ? { items, next } : pageOf(items, room);
}
