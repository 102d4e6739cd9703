import { type Worker, Works } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { Users } from '../domain/users.js';
import { SessionEnds } from '../use-cases/session-ends.js';

/** A sign-in that was under way while a membership ended may have put its organization in view all the same. */
@Works('ended-memberships')
export class EndSessionsOfMemberships implements Worker<{ userId: string; organizationId: string }> {
  constructor(
    private readonly users: Users,
    private readonly sessions: SessionEnds,
    private readonly clock: Clock,
  ) {}

  async work({ userId, organizationId }: { userId: string; organizationId: string }): Promise<void> {
    const user = await this.users.get(userId);
    const open = user?.openMemberships(this.clock.now()) ?? [];
    if (!open.some((membership) => membership.organizationId === organizationId))
      await this.sessions.endIn(organizationId, userId);
  }
}
