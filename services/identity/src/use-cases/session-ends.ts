import { Injectable } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { AlreadyHandled, untilWon } from '@portico/service';
import { LiveSessions } from '@portico/session';
import type { Session, SessionEnd } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import type { User } from '../domain/user.js';

/** Ends sessions: the record first, so that no copy comes back; then the live copy, from the next request on. */
@Injectable()
export class SessionEnds {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
    private readonly clock: Clock,
  ) {}

  async end(session: Session, reason: SessionEnd): Promise<void> {
    session.end(reason, this.clock.now());
    if (session.recorded.length > 0) await this.sessions.save(session);
    await this.live.end(...session.tokenHashes);
  }

  /** Those that a former password opened (MC-PWD-10). */
  async endOutdated({ id: userId, state }: User): Promise<void> {
    const { setAt, keptSession } = state.credentials ?? {};
    const open = await this.sessions.openOf(userId, this.clock.now());
    for (const id of open.filter((each) => each !== keptSession)) {
      await untilWon(() => this.endIfOutdated(id, setAt)).catch(unlessHandled);
    }
  }

  /** Those that have an organization in view which the person may no longer enter (MC-ADM-11). */
  async endIn(organizationId: string, userId: string): Promise<void> {
    for (const id of await this.sessions.openIn(organizationId, userId, this.clock.now())) {
      await untilWon(() => this.endIfIn(organizationId, id)).catch(unlessHandled);
    }
  }

  private async endIfIn(organizationId: string, id: string): Promise<void> {
    const session = await this.sessions.get(id);
    if (session?.state.view?.organizationId === organizationId) await this.end(session, 'membership-ended');
  }

  private async endIfOutdated(id: string, passwordSetAt: Date | undefined): Promise<void> {
    const session = await this.sessions.get(id);
    if (!session || session.state.passwordSetAt.getTime() === passwordSetAt?.getTime()) return;
    await this.end(session, 'password-changed');
  }
}

/** The same step ended it before; the fact of it ends the copy, should that have been left. */
function unlessHandled(error: unknown): void {
  if (!(error instanceof AlreadyHandled)) throw error;
}
