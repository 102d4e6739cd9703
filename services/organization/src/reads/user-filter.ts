import type { UserStatus } from '@portico/contracts';
import type { Document } from 'mongodb';
import type { RowFilter, Way } from './rows.js';

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every word of `q` begins a word of the name or the address (MC-ADM-06). */
const beginsWith = (q: string): Document[] =>
  q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ words: { $regex: `^${escaped(word)}` } }));

const byStatus = 'members-organization-status';
const byEnd = 'members-organization-lapses';

/** A status is read off the clock, as it is shown: what a job has not announced yet holds already. */
function waysOf(status: UserStatus, at: Date): Way[] {
  const lapsed = { $lte: at };
  const stands = { lapsesAt: { $not: lapsed } };
  if (status === 'active') return [{ match: { status, ...stands }, index: byStatus }];
  const deactivated = { match: { status: 'deactivated' }, index: byStatus };
  if (status === 'deactivated') return [deactivated, { match: { lapsesAt: lapsed }, index: byEnd }];
  const ends = status === 'invited' ? { $gt: at } : lapsed;
  return [{ match: { status: 'invited', 'invitation.expiresAt': ends, ...stands }, index: byStatus }];
}

/** What a page of users is limited to; nothing when all are asked for. */
export function userFilter({ q = '', status }: { q?: string; status?: UserStatus }, at: Date): RowFilter | undefined {
  const words = beginsWith(q);
  const ways = status ? waysOf(status, at) : [];
  const match = { $and: [...words, ...(status ? [{ $or: ways.map((way) => way.match) }] : [])] };
  if (words.length > 0) return { match, ways: [{ match, index: 'members-organization-words' }] };
  return status ? { match, ways } : undefined;
}
