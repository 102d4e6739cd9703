import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { type AcceptedView, SignOut } from '@portico/contracts';
import { Sessions } from '../domain/sessions.js';
import { SessionEnds } from './session-ends.js';

/** From the next request on the token is worth nothing (MC-AUT-12). */
@CommandHandler(SignOut)
@Requires('session.own')
export class SignOutHandler {
  constructor(
    private readonly sessions: Sessions,
    private readonly ends: SessionEnds,
  ) {}

  async execute({ actor }: SignOut): Promise<AcceptedView> {
    const session = await this.sessions.get(actor.sessionId ?? '');
    if (session) await this.ends.end(session, 'signed-out');
    return this.answer();
  }

  answer(): AcceptedView {
    return { status: 'accepted' };
  }
}
