import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { CountSessions, type SessionCountView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { MongoSessions } from '../adapters/mongo.sessions.js';
import { mayLive, type StoredSession } from './stored-session.js';

const projection = { startedAt: 1, lastSeenAt: 1, idle: 1 };

@QueryHandler(CountSessions)
@Requires('system.organization')
export class CountSessionsHandler {
  constructor(
    private readonly sessions: MongoSessions,
    private readonly clock: Clock,
  ) {}

  async execute({ userId, organizationId }: CountSessions): Promise<SessionCountView> {
    const at = this.clock.now();
    const open = { userId, 'view.organizationId': organizationId, ended: { $exists: false }, endsAt: { $gt: at } };
    const found = await this.sessions.read<StoredSession>(open, projection);
    return { count: found.filter((session) => mayLive(session, at)).length };
  }
}
