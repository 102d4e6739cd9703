import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AcceptedView, EndSession } from '@portico/contracts';
import { sessionUnknown } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import { SessionEnds } from './session-ends.js';

/** Somebody else's session is none. */
@CommandHandler(EndSession)
@Requires('session.own')
export class EndSessionHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly ends: SessionEnds,
  ) {}

  async execute({ sessionId, actor }: EndSession): Promise<AcceptedView> {
    const session = await this.sessions.get(sessionId);
    if (!session || session.state.userId !== actor.userId) throw sessionUnknown();
    await this.ends.end(session, sessionId === actor.sessionId ? 'signed-out' : 'ended-by-owner');
    return this.answer();
  }

  answer(): AcceptedView {
    return { status: 'accepted' };
  }
}
