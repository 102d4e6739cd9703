import { searchable } from '@portico/kernel';
import type { Stored } from '@portico/mongo';
import type { Collection, Document } from 'mongodb';
import { gramsIn } from '../domain/name-grams.js';

/** Where a page begins and ends, in ids; `limit` is one more than the page shows. */
export interface Range {
  organizationId: string;
  _id: { $gt: string; $lt: string };
  limit: number;
  projection: Document;
}

/** Rows in the order of the list that are looked through one by one, and the most that are sorted here. */
const lookedThrough = 1_000;
const sortedHere = 1_000;
const inOrder = { _id: 1 } as const;

/** The condition on a name; what is typed is no pattern. */
export const named = (q: string): Document => ({ search: { $regex: q.replace(/[^\p{L}\p{N} ]/gu, '\\$&') } });

export const isNumber = (q: string): boolean => /^\d{1,10}$/.test(q);

/**
 * Finds a part of a name, or the start of an NPI, among very many, in steps that cost the same whatever their number: what is
 * frequent stands among the next rows of the list, what is rare is found by the index of its letters.
 */
export class NpiSearch {
  constructor(private readonly collection: Collection<Stored>) {}

  async find(q: string, range: Range): Promise<Stored[]> {
    const text = searchable(q);
    const [byName, byNpi] = await Promise.all([
      this.#byName(text, range),
      isNumber(text) ? this.#byNpi(text, range) : [],
    ]);
    return merged([...byName, ...byNpi]).slice(0, range.limit);
  }

  #byNpi(digits: string, { organizationId, _id, limit, projection }: Range): Promise<Stored[]> {
    const first = `${organizationId}|${digits}`;
    const ids = { ..._id, $gte: first, $lt: `${first}~` };
    return this.collection.find({ _id: ids, isAttached: true }, { projection, sort: inOrder, limit }).toArray();
  }

  async #byName(text: string, range: Range): Promise<Stored[]> {
    const near = await this.#amongNext(text, range);
    if (near.length === range.limit) return near;
    const rare = await this.#byLetters(text, range);
    return rare ?? this.#amongAll(text, range);
  }

  #amongNext(text: string, { _id, limit, projection }: Range): Promise<Stored[]> {
    return this.collection
      .aggregate<Stored>([
        { $match: { _id, isAttached: true } },
        { $sort: inOrder },
        { $limit: lookedThrough },
        { $match: named(text) },
        { $limit: limit },
        { $project: projection },
      ])
      .toArray();
  }

  /** Nothing when there are too many to be sorted here. */
  async #byLetters(text: string, { organizationId, _id, limit, projection }: Range): Promise<Stored[] | undefined> {
    const grams = gramsIn(text);
    if (grams.length === 0) return undefined;
    const held = { organizationId, isAttached: true, grams: { $all: grams } };
    const found = await this.collection
      .find(held, { projection: { ...projection, search: 1 }, limit: sortedHere + 1 })
      .toArray();
    if (found.length > sortedHere) return undefined;
    const onPage = found.filter((each) => each._id > _id.$gt && String(each.search).includes(text));
    return merged(onPage).slice(0, limit);
  }

  #amongAll(text: string, { _id, limit, projection }: Range): Promise<Stored[]> {
    const filter = { _id, isAttached: true, ...named(text) };
    return this.collection.find(filter, { projection, sort: inOrder, limit }).toArray();
  }
}

/** Once each, in the order of the list. */
function merged(found: Stored[]): Stored[] {
  const byId = new Map(found.map((each) => [each._id, each]));
  return [...byId.values()].sort((one, other) => (one._id < other._id ? -1 : 1));
}
