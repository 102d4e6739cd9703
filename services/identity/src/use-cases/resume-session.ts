import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ResumeSession, type SessionView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { LiveSessions } from '@portico/session';
import { sessionEnded } from '../domain/session.js';
import { SessionTokens } from '../domain/session-tokens.js';
import { Sessions } from '../domain/sessions.js';
import { liveCopy, sessionView } from './live-copy.js';

/** A lost live copy comes back from its record; of a session that ended or paused too long there is none. */
@CommandHandler(ResumeSession)
@Requires('system.gateway')
export class ResumeSessionHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
    private readonly tokens: SessionTokens,
    private readonly clock: Clock,
  ) {}

  async execute({ sessionToken }: ResumeSession): Promise<SessionView> {
    const at = this.clock.now();
    const session = await this.sessions.byToken(this.tokens.hashOf(sessionToken));
    if (!session) throw sessionEnded();
    session.mustBeLive(at);
    await this.live.putIfAbsent(session.state.tokenHash, liveCopy(session), at);
    return sessionView(session);
  }
}
