import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AcceptedView, TouchSession } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { sessionEnded } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';

@CommandHandler(TouchSession)
@Requires('session.own')
export class TouchSessionHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: TouchSession): Promise<AcceptedView> {
    const session = await this.sessions.get(actor.sessionId ?? '');
    if (!session) throw sessionEnded();
    session.touch(this.clock.now());
    await this.sessions.save(session);
    return this.answer();
  }

  answer(): AcceptedView {
    return { status: 'accepted' };
  }
}
