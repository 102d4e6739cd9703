import { refusal } from '@portico/kernel';
import type { Collection, Document, Filter } from 'mongodb';

export const unknownCursor = refusal(
  'invalid',
  'cursor-invalid',
  'This page is not known. Start again from the first page.',
);

export interface PageRequest {
  /** What every id of the list starts with, e.g. the organization. */
  scope: string;
  /** `next` of the page before. */
  cursor?: string;
  limit: number;
  filter?: Document;
  projection?: Document;
}

export interface Page<T> {
  items: T[];
  /** Missing on the last page. */
  next?: string;
}

const separator = '|';
const afterSeparator = '}';
/** Past every instant that a date can hold with this many digits (year 5138). */
const endOfTime = 99_999_999_999_999;

/** An id by which the newest of a scope sorts first: `<scope>|<inverted time>|<id>`. */
export function newestFirst(scope: string, at: Date, id: string): string {
  const inverted = String(endOfTime - at.getTime()).padStart(14, '0');
  return [scope, inverted, id].join(separator);
}

/** The ids of one scope, those after the cursor's page only: for lists that bring more along than `page` does. */
export function rangeOf({ scope, cursor }: Pick<PageRequest, 'scope' | 'cursor'>): { $gt: string; $lt: string } {
  const from = cursor === undefined ? `${scope}${separator}` : opened(cursor, scope);
  return { $gt: from, $lt: `${scope}${afterSeparator}` };
}

/** A page of what was found in order, one more than `limit` if there was more. */
export function pageOf<T extends { _id: string }>(items: T[], limit: number): Page<T> {
  const last = items.length > limit ? items[limit - 1] : undefined;
  return last ? { items: items.slice(0, limit), next: sealed(last._id) } : { items };
}

/** One page of a growing list, in the order of `_id`, by keyset: page 1,000 costs what page 1 does. */
export async function page<T extends { _id: string }>(
  collection: Collection<T>,
  request: PageRequest,
): Promise<Page<T>> {
  const { limit, filter, projection } = request;
  const found = collection.find({ ...filter, _id: rangeOf(request) } as Filter<T>, {
    projection,
    sort: { _id: 1 },
    limit: limit + 1,
  });
  return pageOf((await found.toArray()) as unknown as T[], limit);
}

const sealed = (id: string): string => Buffer.from(id).toString('base64url');

function opened(cursor: string, scope: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!id.startsWith(`${scope}${separator}`) || sealed(id) !== cursor) throw unknownCursor();
  return id;
}
