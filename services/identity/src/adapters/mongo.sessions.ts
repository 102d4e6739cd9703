import { Injectable } from '@nestjs/common';
import { idFrom, newId, type SavedAggregate } from '@portico/kernel';
import { AggregateStore, Mongo, type StoreSpec } from '@portico/mongo';
import { currentContext } from '@portico/service';
import type { SessionEvent } from '../domain/session.events.js';
import { Session, type SessionState } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import { publishSession } from './publish-account.js';

/** Records of sessions are kept for a month past their end; the facts in the audit trail stay. */
const keptSeconds = 30 * 24 * 3600;

export const sessionsSpec: StoreSpec<Session, SessionState, SessionEvent> = {
  collection: 'sessions',
  restore: (state, version) => new Session(state, version),
  publish: publishSession,
  indexes: [
    { name: 'session-token', key: { tokenHash: 1 }, unique: true },
    { name: 'session-open-of-user', key: { userId: 1 } },
    { name: 'session-forgotten', key: { endsAt: 1 }, expireAfterSeconds: keptSeconds },
  ],
};

@Injectable()
export class MongoSessions extends Sessions {
  readonly store: AggregateStore<Session, SessionState, SessionEvent>;

  constructor(mongo: Mongo) {
    super();
    this.store = new AggregateStore(mongo, sessionsSpec);
  }

  nextId(): string {
    const command = currentContext()?.command;
    return command ? idFrom('session', command.id) : newId();
  }

  get(id: string): Promise<Session | undefined> {
    return this.store.get(id);
  }

  byToken(tokenHash: string): Promise<Session | undefined> {
    return this.store.find({ tokenHash });
  }

  async openOf(userId: string, at: Date): Promise<string[]> {
    const open = { userId, ended: { $exists: false }, endsAt: { $gt: at } };
    const found = await this.store.read<{ _id: string }>(open, { _id: 1 });
    return found.map(({ _id }) => _id);
  }

  save(session: Session): Promise<SavedAggregate> {
    return this.store.save(session);
  }
}
