import { Injectable } from '@nestjs/common';
import { type DomainEvent, searchable } from '@portico/kernel';
import { AggregateStore, Mongo, page, type Page, type StoreSpec } from '@portico/mongo';
import type { Document } from 'mongodb';
import { Npi, type NpiState } from '../domain/npi.js';
import type { Npis } from '../domain/npis.js';

export const npiStore: StoreSpec<Npi, NpiState, DomainEvent> = {
  collection: 'npis',
  restore: (state, version) => new Npi(state, version),
  publish: () => [],
};

/** An NPI as it lies in its collection, attached: with its provider. */
export interface StoredNpi {
  _id: string;
  version: number;
  program: string;
  npi: string;
  providerName: string;
  providerType: string;
  enrollmentType: string;
  status: 'active' | 'inactive';
}

export interface NpiPage {
  organizationId: string;
  /** Only these; all of the organization when left out. */
  only?: readonly string[];
  /** Part of the provider's name, or the start of the NPI. */
  q?: string;
  cursor?: string;
  limit: number;
}

const projection = { outbox: 0, handled: 0, search: 0, asOf: 0 };

@Injectable()
export class MongoNpis extends AggregateStore<Npi, NpiState, DomainEvent> implements Npis {
  constructor(mongo: Mongo) {
    super(mongo, npiStore);
  }

  /** Attached NPIs of one organization in the order of their numbers: one command, however far the page. */
  page({ organizationId, only, q, cursor, limit }: NpiPage): Promise<Page<StoredNpi>> {
    const ids = only?.map((npi) => `${organizationId}|${npi}`);
    const $and = [...(ids ? [{ _id: { $in: ids } }] : []), ...(q ? [asked(organizationId, q)] : [])];
    const filter = { isAttached: true, ...($and.length > 0 && { $and }) };
    const collection = this.collection as unknown as Parameters<typeof page<StoredNpi>>[0];
    return page(collection, { scope: organizationId, cursor, limit, filter, projection });
  }
}

/** Digits alone may be either; anything else is part of a name. */
function asked(organizationId: string, q: string): Document {
  const text = searchable(q);
  const byName = { search: { $regex: text.replace(/[^a-z0-9 ]/g, '\\$&') } };
  if (!/^\d{1,10}$/.test(text)) return byName;
  return { $or: [byName, { npi: { $regex: `^${text}` } }] };
}
