import { Injectable } from '@nestjs/common';
import { refusal } from '@portico/kernel';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { owedWithin } from '../domain/notice.js';
import { User, type UserState } from '../domain/user.js';
import type { UserEvent } from '../domain/user.events.js';
import type { Users } from '../domain/users.js';
import { idOfCommand } from './command-id.js';
import { publishUser } from './publish-account.js';

export const emailTaken = refusal('conflict', 'email-taken', 'There is an account with this email address.');

export const usersSpec: StoreSpec<User, UserState, UserEvent> = {
  collection: 'users',
  restore: (state, version) => new User(state, version),
  publish: publishUser,
  codec: { encrypt: ['mobilePhone', 'namedPhone', 'phoneChange.phone', 'notices.*.formerPhone'] },
  indexes: [
    { name: 'user-email', key: { email: 1 }, unique: true, refusal: emailTaken },
    { name: 'user-link-token', key: { 'links.tokenHash': 1 }, sparse: true },
    { name: 'user-link', key: { 'links.id': 1 }, sparse: true },
    { name: 'user-staff', key: { roles: 1 }, partial: { 'roles.0': { $exists: true } } },
    { name: 'user-notice', key: { 'notices.owedSince': 1 }, sparse: true },
  ],
};

/** One found again at a time is enough: the next round finds the rest. */
const noticesAtOnce = 200;

@Injectable()
export class MongoUsers extends AggregateStore<User, UserState, UserEvent> implements Users {
  constructor(mongo: Mongo) {
    super(mongo, usersSpec);
  }

  byEmail(email: string): Promise<User | undefined> {
    return this.find({ email });
  }

  byLink(linkId: string): Promise<User | undefined> {
    return this.find({ 'links.id': linkId });
  }

  byLinkToken(tokenHash: string): Promise<User | undefined> {
    return this.find({ 'links.tokenHash': tokenHash });
  }

  /** Guarded by the hash that it replaces; a change of the password in the meantime makes it void. */
  async rehash({ id, state }: User, exact: string): Promise<void> {
    const guard = { _id: id, 'credentials.exact': state.credentials?.exact ?? null };
    await this.collection.updateOne(guard, { $set: { 'credentials.exact': exact } });
  }

  /** The latest first: mails that never get through do not stand before those that will. */
  async owedNotices(before: Date, from = new Date(0)): Promise<{ userId: string; noticeId: string }[]> {
    const filter = { notices: { $elemMatch: { owedSince: { $gte: from, $lt: before } } } };
    const found = this.collection
      .find(filter, { projection: { notices: 1 } })
      .sort({ 'notices.owedSince': -1 })
      .limit(noticesAtOnce);
    const owing = (await found.toArray()) as unknown as (Pick<UserState, 'notices'> & { _id: string })[];
    return owing.flatMap(({ _id: userId, notices }) =>
      owedWithin(notices, from, before).map(({ id }) => ({ userId, noticeId: id })),
    );
  }

  async idsOfStaff(role: string): Promise<string[]> {
    const found = await this.read<{ _id: string }>({ roles: role, 'roles.0': { $exists: true } }, { _id: 1 });
    return found.map(({ _id }) => _id);
  }

  nextRequest(): string {
    return idOfCommand('request');
  }
}
