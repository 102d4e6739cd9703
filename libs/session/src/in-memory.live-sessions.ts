import {
  idleEnd,
  type LiveSession,
  LiveSessions,
  type SessionInUse,
  type SessionReading,
  touchEveryMs,
  useResolutionMs,
} from './live-sessions.js';

interface Copy {
  session: LiveSession;
  seenAt: number;
  touchedAt: number;
}

/** Live sessions of one process, for tests. */
export class InMemoryLiveSessions extends LiveSessions {
  readonly #copies = new Map<string, Copy | 'ended'>();

  async read(tokenHash: string, now: Date): Promise<SessionReading> {
    const copy = this.#copies.get(tokenHash);
    if (copy === undefined || copy === 'ended') return copy;
    if (now.getTime() < idleEnd(copy.session, copy.seenAt)) return used(copy, now.getTime());
    this.#copies.set(tokenHash, 'ended');
    return 'ended';
  }

  async put(tokenHash: string, session: LiveSession): Promise<void> {
    const touchedAt = Date.parse(session.touchedAt);
    this.#copies.set(tokenHash, { session, seenAt: touchedAt, touchedAt });
  }

  async putIfAbsent(tokenHash: string, session: LiveSession): Promise<boolean> {
    if (this.#copies.has(tokenHash)) return false;
    await this.put(tokenHash, session);
    return true;
  }

  async replace(tokenHash: string, session: LiveSession): Promise<boolean> {
    const copy = this.#copies.get(tokenHash);
    if (copy === undefined || copy === 'ended') return false;
    copy.session = session;
    return true;
  }

  async end(...tokenHashes: string[]): Promise<void> {
    for (const tokenHash of tokenHashes) this.#copies.set(tokenHash, 'ended');
  }

  /** As if the server had lost everything. */
  empty(): void {
    this.#copies.clear();
  }
}

function used(copy: Copy, now: number): SessionInUse {
  const touchDue = now - copy.touchedAt >= touchEveryMs;
  if (touchDue || now - copy.seenAt >= useResolutionMs) copy.seenAt = now;
  if (touchDue) copy.touchedAt = now;
  const { session, seenAt, touchedAt } = copy;
  return {
    ...session,
    touchedAt: new Date(touchedAt).toISOString(),
    idleEndsAt: new Date(idleEnd(session, seenAt)).toISOString(),
    touchDue,
  };
}
