import type { SavedAggregate } from '@portico/kernel';
import type { User } from './user.js';

/** The accounts of all people who can sign in. */
export abstract class Users {
  abstract get(id: string): Promise<User | undefined>;
  /** By login email, in lower case. */
  abstract byEmail(email: string): Promise<User | undefined>;
  abstract byLink(linkId: string): Promise<User | undefined>;
  /** By the keyed hash of a mailed token, also of a link that no longer works. */
  abstract byLinkToken(tokenHash: string): Promise<User | undefined>;
  /** Accounts with this staff role. */
  abstract idsOfStaff(role: string): Promise<string[]>;
  abstract save(user: User): Promise<SavedAggregate>;
  /** Puts a costlier hash of the same password in place, if it is still the present one. Nothing else changes. */
  abstract rehash(user: User, exact: string): Promise<void>;
  /** Some of the notices owed since before `before`, and not since before `from`; the latest first. */
  abstract owedNotices(before: Date, from?: Date): Promise<{ userId: string; noticeId: string }[]>;
  /** The id of what a person asks for: the same when the command is repeated. */
  abstract nextRequest(): string;
}
