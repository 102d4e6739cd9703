import { SessionOrganizationChosen } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { LiveSessions } from '@portico/session';
import { Sessions } from '../domain/sessions.js';
import { liveCopy } from './live-copy.js';

/** The live copy says what the record says, also after a crash between the two and after two choices at once. */
@Reacts(SessionOrganizationChosen)
export class OnSessionOrganizationChosen implements Reaction<SessionOrganizationChosen> {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
  ) {}

  async react({ sessionId }: SessionOrganizationChosen): Promise<void> {
    const session = await this.sessions.get(sessionId);
    if (session) await this.live.replace(session.state.tokenHash, liveCopy(session));
  }
}
