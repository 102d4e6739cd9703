import { QueryHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ListSessions, type SessionItemView, type SessionListView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { unknownCursor } from '@portico/mongo';
import { MongoSessions } from '../adapters/mongo.sessions.js';
import { mayLive, type StoredSession } from './stored-session.js';

const pageSize = 20;
const projection = { startedAt: 1, lastSeenAt: 1, idle: 1, address: 1, userAgent: 1 };

/** The person's own live sessions, newest first. A person has few: they are read whole, and paged by their order. */
@QueryHandler(ListSessions)
@Requires('session.own')
export class ListSessionsHandler {
  constructor(
    private readonly sessions: MongoSessions,
    private readonly clock: Clock,
  ) {}

  async execute({ cursor, actor }: ListSessions): Promise<SessionListView> {
    const at = this.clock.now();
    const open = { userId: actor.userId ?? '', ended: { $exists: false }, endsAt: { $gt: at } };
    const found = await this.sessions.read<StoredSession>(open, projection);
    const live = found.filter((session) => session._id === actor.sessionId || mayLive(session, at));
    const ordered = live.sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
    const rest = cursor === undefined ? ordered : ordered.filter((session) => placeOf(session) < placeIn(cursor));
    const items = rest.slice(0, pageSize).map((session) => itemView(session, actor.sessionId));
    const last = rest[pageSize - 1];
    return { items, ...(rest.length > pageSize && last && { nextCursor: sealed(placeOf(last)) }) };
  }
}

const placeOf = ({ _id, startedAt }: StoredSession): string => `${startedAt.toISOString()}|${_id}`;

const sealed = (place: string): string => Buffer.from(place).toString('base64url');

function placeIn(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{4}-[^|]+Z\|[0-9a-f-]{36}$/.test(place) || sealed(place) !== cursor) throw unknownCursor();
  return place;
}

function itemView(
  { _id, startedAt, lastSeenAt, address, userAgent }: StoredSession,
  current?: string,
): SessionItemView {
  return {
    id: _id,
    current: _id === current,
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    ...(address && { address }),
    ...(userAgent && { userAgent }),
  };
}
