import { SessionEnded } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { LiveSessions } from '@portico/session';
import { Sessions } from '../domain/sessions.js';

/** The copy is buried again, should the process have died between record and copy. */
@Reacts(SessionEnded)
export class OnSessionEnded implements Reaction<SessionEnded> {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
  ) {}

  async react({ sessionId }: SessionEnded): Promise<void> {
    const session = await this.sessions.get(sessionId);
    if (session) await this.live.end(...session.tokenHashes);
  }
}
