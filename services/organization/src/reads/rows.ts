import { pageOf, rangeOf } from '@portico/mongo';
import type { AggregationCursor, Document } from 'mongodb';
import type { StoredMember } from './stored.js';

/** One way to rows that fit: an index that finds them, and what of the filter it serves. */
export interface Way {
  match: Document;
  /** Name of the index; left to itself a server may walk the whole organization in the order of `_id`. */
  index: string;
}

/** What rows must fit, and the ways to all of them. */
export interface RowFilter {
  match: Document;
  ways: Way[];
}

export interface RowsAsked {
  organizationId: string;
  /** The member who asks. */
  memberId: string | undefined;
  /** What a row shows. */
  fields: Document;
  filter?: RowFilter;
  /** What of a row it takes to know whether it fits. */
  filterFields?: Document;
  cursor?: string;
  limit: number;
}

export interface Rows<T> {
  items: T[];
  next?: string;
  /** The record of the member who asks, without what was given on NPIs. */
  own?: StoredMember;
}

type Row<T> = T & { _id: string };
type Asking = StoredMember & { asks: true };
type Seen<T> = { rows: Row<T>[]; seen: { count: number }[] };

/** So many rows are looked through in their order before those that fit are fetched by an index and put in order. */
const lookedThrough = 500;

const inOrder = { $sort: { _id: 1 } };

/**
 * A page of an organization's rows, in the order of `_id`, together with the member who asks: what it takes to judge the
 * right to it comes by the same command. Only where few of very many rows fit a filter, a second one finds them by an index.
 */
export function rowsOf<T extends object>(collection: Listed, asked: RowsAsked): Promise<Rows<T>> {
  return new Pages<T>(collection, asked).page();
}

/** A collection, of whatever documents. */
interface Listed {
  aggregate<F extends Document>(pipeline: Document[], options?: { hint: string }): AggregationCursor<F>;
}

class Pages<T extends object> {
  readonly #range: Document;
  readonly #most: Document;

  constructor(
    private readonly collection: Listed,
    private readonly asked: RowsAsked,
  ) {
    this.#range = { _id: rangeOf({ scope: asked.organizationId, cursor: asked.cursor }) };
    this.#most = { $limit: asked.limit + 1 };
  }

  async page(): Promise<Rows<T>> {
    const { filter, limit } = this.asked;
    const found = await (filter ? this.#fitting(filter) : this.#all());
    const asking = found.filter((each): each is Asking => 'asks' in each);
    const rows = found.filter((each): each is Row<T> => !('asks' in each));
    const { items, next } = pageOf(rows, limit);
    return { items, next, own: asking[0] && { ...asking[0], npis: [], types: [] } };
  }

  #all(): Promise<(Row<T> | Asking)[]> {
    const rows = [{ $match: this.#range }, inOrder, this.#most, { $project: this.asked.fields }];
    return this.#find([...rows, this.#whoAsks]);
  }

  async #fitting(filter: RowFilter): Promise<(Row<T> | Asking)[]> {
    const first = [{ $match: this.#range }, inOrder, { $limit: lookedThrough }, { $project: this.#looked }];
    const facets = { $facet: { rows: [{ $match: filter.match }, this.#most], seen: [{ $count: 'count' }] } };
    const found = await this.#find<Seen<T> | Asking>([...first, facets, this.#whoAsks]);
    const asking = found.filter((each): each is Asking => 'asks' in each);
    const { rows, seen } = found.find((each): each is Seen<T> => 'rows' in each) ?? { rows: [], seen: [] };
    const isAll = rows.length > this.asked.limit || (seen[0]?.count ?? 0) < lookedThrough;
    return [...(isAll ? rows : await this.#byIndex(filter)), ...asking];
  }

  /** Each way gives a page of its own; the first of them all are the page. */
  async #byIndex({ ways }: RowFilter): Promise<Row<T>[]> {
    const pages = await Promise.all(ways.map((way) => this.#along(way)));
    const rows = new Map(pages.flat().map((row) => [row._id, row]));
    const ids = [...rows.keys()].sort().slice(0, this.asked.limit + 1);
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  #along({ match, index }: Way): Promise<Row<T>[]> {
    const { organizationId, fields } = this.asked;
    const fitting = { $match: { organizationId, ...match, ...this.#range } };
    const stages = [fitting, inOrder, this.#most, { $project: fields }];
    return this.collection.aggregate<Row<T>>(stages, { hint: index }).toArray();
  }

  #find<F extends Document>(pipeline: Document[]): Promise<F[]> {
    return this.collection.aggregate<F>(pipeline).toArray();
  }

  get #looked(): Document {
    return { ...this.asked.fields, ...this.asked.filterFields };
  }

  get #whoAsks(): Document {
    const { organizationId, memberId = '' } = this.asked;
    const own = { $match: { _id: `${organizationId}|${memberId}` } };
    return { $unionWith: { coll: 'members', pipeline: [own, { $project: standingFields }] } };
  }
}

const standingFields = {
  ...{ organizationId: 1, memberId: 1, userId: 1, program: 1, status: 1, lapsesAt: 1, version: 1 },
  ...{ orgRole: 1, orgRoleBy: 1, orgRoleAt: 1 },
  asks: { $literal: true },
};
