import { PasswordChanged } from '@portico/contracts';
import { JobQueue, untilItIsBack } from '@portico/jobs';
import { after, Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Users } from '../domain/users.js';
import { SessionEnds } from './session-ends.js';

/** Longer than any sign-in that began with the former password can take. */
const lastStragglers = 'PT30S';

/** Sessions of the former password end, also those that the change itself could not reach (MC-PWD-10). */
@Reacts(PasswordChanged)
export class OnPasswordChangedEndSessions implements Reaction<PasswordChanged> {
  constructor(
    private readonly users: Users,
    private readonly sessions: SessionEnds,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async react({ userId }: PasswordChanged): Promise<void> {
    const user = await this.users.get(userId);
    const setAt = user?.state.credentials?.setAt;
    if (!setAt) return;
    const id = `${userId}-${setAt.getTime()}`;
    await this.jobs.add({
      queue: 'outdated-sessions',
      id,
      data: { userId },
      at: after(this.clock.now(), lastStragglers),
      tries: untilItIsBack,
    });
    await this.sessions.endOutdated(user);
  }
}
