import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ChooseOrganization, type SessionView } from '@portico/contracts';
import { Clock, refusal } from '@portico/kernel';
import { LiveSessions } from '@portico/session';
import { type Session, sessionEnded } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import { Users } from '../domain/users.js';
import { liveCopy, sessionView } from './live-copy.js';

export const organizationNotFound = refusal('not-found', 'not-found', 'There is no such organization.');

/** Only the person's own active memberships exist for them (MC-HOM-05). */
@CommandHandler(ChooseOrganization)
@Requires('session.own')
export class ChooseOrganizationHandler {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
    private readonly clock: Clock,
  ) {}

  async execute({ organizationId, actor }: ChooseOrganization): Promise<SessionView> {
    const user = await this.users.get(actor.userId ?? '');
    const chosen = user
      ?.openMemberships(this.clock.now())
      .find((membership) => membership.organizationId === organizationId);
    if (!chosen) throw organizationNotFound();
    const session = await this.sessions.get(actor.sessionId ?? '');
    if (!session) throw sessionEnded();
    session.choose(chosen, this.clock.now());
    if (session.recorded.length > 0) await this.sessions.save(session);
    return this.answer(session);
  }

  /** Also brings back a copy that was lost, but never one of an ended session. */
  async answer(session: Session): Promise<SessionView> {
    const { tokenHash } = session.state;
    const isThere = await this.live.replace(tokenHash, liveCopy(session));
    if (!isThere) await this.live.putIfAbsent(tokenHash, liveCopy(session), this.clock.now());
    return sessionView(session);
  }
}
