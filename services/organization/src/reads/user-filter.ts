import type { UserStatus } from '@portico/contracts';
import type { Document } from 'mongodb';

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every word of `q` begins a word of the name or the address (MC-ADM-06). */
const beginsWith = (q: string): Document[] =>
  q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ words: { $regex: `^${escaped(word)}` } }));

/** A status is read off the clock, as it is shown: what a job has not announced yet holds already. */
function hasStatus(status: UserStatus, at: Date): Document {
  const lapsed = { $lte: at };
  const stands = { lapsesAt: { $not: lapsed } };
  if (status === 'deactivated') return { $or: [{ status }, { lapsesAt: lapsed }] };
  if (status === 'active') return { status, ...stands };
  const ends = status === 'invited' ? { $gt: at } : { $lte: at };
  return { status: 'invited', 'invitation.expiresAt': ends, ...stands };
}

/** What a page of users is limited to; nothing when all are asked for. */
export function userFilter({ q = '', status }: { q?: string; status?: UserStatus }, at: Date): Document | undefined {
  const all = [...beginsWith(q), ...(status ? [hasStatus(status, at)] : [])];
  return all.length > 0 ? { $and: all } : undefined;
}
