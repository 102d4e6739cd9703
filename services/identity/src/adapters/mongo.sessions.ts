import { Injectable } from '@nestjs/common';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import type { SessionEvent } from '../domain/session.events.js';
import { Session, type SessionState } from '../domain/session.js';
import type { Sessions } from '../domain/sessions.js';
import { idOfCommand } from './command-id.js';
import { publishSession } from './publish-account.js';

/** Records of sessions are kept for a month past their end; the facts in the audit trail stay. */
const keptSeconds = 30 * 24 * 3600;

export const sessionsSpec: StoreSpec<Session, SessionState, SessionEvent> = {
  collection: 'sessions',
  restore: (state, version) => new Session(state, version),
  publish: publishSession,
  indexes: [
    { name: 'session-token', key: { tokenHash: 1 }, unique: true },
    // With the end in it: a person's open sessions are looked up by this index alone, never by everybody's ends as well.
    { name: 'session-of-user-by-end', key: { userId: 1, endsAt: 1 } },
    { name: 'session-forgotten', key: { endsAt: 1 }, expireAfterSeconds: keptSeconds },
  ],
};

@Injectable()
export class MongoSessions extends AggregateStore<Session, SessionState, SessionEvent> implements Sessions {
  constructor(mongo: Mongo) {
    super(mongo, sessionsSpec);
  }

  nextId(): string {
    return idOfCommand('session');
  }

  byToken(tokenHash: string): Promise<Session | undefined> {
    return this.find({ tokenHash });
  }

  openOf(userId: string, at: Date): Promise<string[]> {
    return this.idsOf({ userId }, at);
  }

  openIn(organizationId: string, userId: string, at: Date): Promise<string[]> {
    return this.idsOf({ userId, 'view.organizationId': organizationId }, at);
  }

  private async idsOf(whose: object, at: Date): Promise<string[]> {
    const open = { ...whose, ended: { $exists: false }, endsAt: { $gt: at } };
    const found = await this.read<{ _id: string }>(open, { _id: 1 });
    return found.map(({ _id }) => _id);
  }
}
