import { SessionStrengthened } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { LiveSessions } from '@portico/session';
import { Sessions } from '../domain/sessions.js';

/** The tokens of before are buried again, should the process have died between record and copy. */
@Reacts(SessionStrengthened)
export class OnSessionStrengthened implements Reaction<SessionStrengthened> {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
  ) {}

  async react({ sessionId }: SessionStrengthened): Promise<void> {
    const session = await this.sessions.get(sessionId);
    if (session) await this.live.end(...(session.state.formerTokens ?? []));
  }
}
