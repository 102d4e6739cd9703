import { MemberStandingChanged } from '@portico/contracts';
import { JobQueue, untilItIsBack } from '@portico/jobs';
import { after, Clock } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { AlreadyHandled, untilWon } from '@portico/service';
import { LiveSessions } from '@portico/session';
import type { Session } from '../domain/session.js';
import { Sessions } from '../domain/sessions.js';
import { liveCopy } from './live-copy.js';
import { SessionEnds } from './session-ends.js';

/** Longer than any sign-in that began before the membership ended can take. */
const lastStragglers = 'PT30S';

/** Sessions in the organization end with the membership, and act with the level that the person has now (MC-ADM-11). */
@Reacts(MemberStandingChanged)
export class OnMemberStandingChangedUpdateSessions implements Reaction<MemberStandingChanged> {
  constructor(
    private readonly sessions: Sessions,
    private readonly ends: SessionEnds,
    private readonly live: LiveSessions,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async react({ userId, organizationId, status, orgRole, version }: MemberStandingChanged): Promise<void> {
    if (userId === undefined) return;
    if (status !== 'active') return this.end({ userId, organizationId, version });
    for (const id of await this.sessions.openIn(organizationId, userId, this.clock.now()))
      await untilWon(() => this.hear(id, orgRole, version));
  }

  private async end({ version, ...whose }: { userId: string; organizationId: string; version: number }): Promise<void> {
    const { userId, organizationId } = whose;
    await this.jobs.add({
      queue: 'ended-memberships',
      id: `${userId}-${organizationId}-${version}`,
      data: whose,
      at: after(this.clock.now(), lastStragglers),
      tries: untilItIsBack,
    });
    await this.ends.endIn(organizationId, userId);
  }

  /** The copy follows, also when the process died between record and copy. */
  private async hear(id: string, orgRole: MemberStandingChanged['orgRole'], version: number): Promise<void> {
    const [session, isHeard] = await this.present(id);
    const isNews = !isHeard && session?.hearOrgRole(orgRole, version);
    if (!session || !(isHeard || isNews)) return;
    if (isNews) await this.sessions.save(session);
    await this.live.replace(session.state.tokenHash, liveCopy(session));
  }

  private async present(id: string): Promise<[session: Session | undefined, isHeard: boolean]> {
    try {
      return [await this.sessions.get(id), false];
    } catch (error) {
      if (!(error instanceof AlreadyHandled)) throw error;
      return [error.aggregate as Session, true];
    }
  }
}
