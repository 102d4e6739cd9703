import { type Worker, Works } from '@portico/jobs';
import { Users } from '../domain/users.js';
import { SessionEnds } from '../use-cases/session-ends.js';

/** A sign-in that was under way while the password changed may have ended in a session of the former one. */
@Works('outdated-sessions')
export class EndOutdatedSessions implements Worker<{ userId: string }> {
  constructor(
    private readonly users: Users,
    private readonly sessions: SessionEnds,
  ) {}

  async work({ userId }: { userId: string }): Promise<void> {
    const user = await this.users.get(userId);
    if (user) await this.sessions.endOutdated(user);
  }
}
