import { Injectable } from '@nestjs/common';
import { type DomainEvent, searchable } from '@portico/kernel';
import { AggregateStore, Mongo, type Page, pageOf, rangeOf, type Stored, type StoreSpec } from '@portico/mongo';
import type { Document } from 'mongodb';
import { Npi, type NpiState } from '../domain/npi.js';
import type { Npis } from '../domain/npis.js';
import { isNumber, named, NpiSearch, type Range } from './npi-search.js';

export const npiStore: StoreSpec<Npi, NpiState, DomainEvent> = {
  collection: 'npis',
  restore: (state, version) => new Npi(state, version),
  publish: () => [],
  indexes: [{ name: 'npis-organization-grams', key: { organizationId: 1, grams: 1 } }],
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

const projection = {
  version: 1,
  program: 1,
  npi: 1,
  providerName: 1,
  providerType: 1,
  enrollmentType: 1,
  status: 1,
};

@Injectable()
export class MongoNpis extends AggregateStore<Npi, NpiState, DomainEvent> implements Npis {
  readonly #search = new NpiSearch(this.collection);

  constructor(mongo: Mongo) {
    super(mongo, npiStore);
  }

  /** Attached NPIs of one organization in the order of their numbers, however far the page. */
  async page({ organizationId, only, q, cursor, limit }: NpiPage): Promise<Page<StoredNpi>> {
    const _id = rangeOf({ scope: organizationId, cursor });
    const range = { organizationId, _id, limit: limit + 1, projection };
    const found = only || !q ? await this.#among(range, { only, q }) : await this.#search.find(q, range);
    return pageOf(found as unknown as StoredNpi[], limit);
  }

  /** All, or those that one person was given: few, so that each is looked at. */
  #among({ organizationId, _id, limit }: Range, { only, q }: Pick<NpiPage, 'only' | 'q'>): Promise<Stored[]> {
    const $in = only?.map((npi) => `${organizationId}|${npi}`).filter((id) => id > _id.$gt);
    const filter = { _id: $in ? { $in } : _id, isAttached: true, ...(q && asked(searchable(q))) };
    return this.collection.find(filter, { projection, sort: { _id: 1 }, limit }).toArray();
  }
}

/** Digits alone may be either; anything else is part of a name. */
const asked = (q: string): Document => (isNumber(q) ? { $or: [named(q), { npi: { $regex: `^${q}` } }] } : named(q));
