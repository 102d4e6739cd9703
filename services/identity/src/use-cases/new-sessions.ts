import { Injectable } from '@nestjs/common';
import type { SignedInView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { LiveSessions } from '@portico/session';
import { Session } from '../domain/session.js';
import { SessionTokens } from '../domain/session-tokens.js';
import { Sessions } from '../domain/sessions.js';
import type { User } from '../domain/user.js';
import { liveCopy } from './live-copy.js';
import { membershipView } from './memberships.js';

export interface Client {
  address?: string;
  userAgent?: string;
}

/**
 * Starts sessions: the record first, then the live copy that every request reads. One write each. Between the two a
 * process may have stood still, and the session may have ended: then there is no copy to be.
 */
@Injectable()
export class NewSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
    private readonly tokens: SessionTokens,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async start(user: User, client: Client): Promise<SignedInView> {
    const at = this.clock.now();
    const session = this.sessionOf(user, client, at);
    await this.sessions.save(session);
    await this.live.putIfAbsent(session.state.tokenHash, liveCopy(session), at);
    return this.view(session, user);
  }

  /** What dies between record and copy is made good when the start is repeated; an ended session stays ended. */
  async again(session: Session, user: User): Promise<SignedInView> {
    session.mustBeOpen(this.clock.now());
    await this.live.putIfAbsent(session.state.tokenHash, liveCopy(session), this.clock.now());
    return this.view(session, user);
  }

  /** The only organization comes into view at once (MC-AUT-03). */
  private sessionOf(user: User, client: Client, at: Date): Session {
    const { id: userId, roles, program, credentials } = user.state;
    const id = this.sessions.nextId();
    const [only, ...others] = user.openMemberships(at);
    return Session.start({
      id,
      user: { userId, roles, program, passwordSetAt: credentials?.setAt ?? at },
      view: others.length === 0 ? only : undefined,
      token: this.tokens.fresh(id),
      limits: this.programs.get(program).session,
      client,
      at,
    });
  }

  /** Whoever belongs to no organization, and is invited to one, is shown what to accept (D-11). */
  private view({ id, state }: Session, user: User): SignedInView {
    const at = this.clock.now();
    const active = user.openMemberships(at);
    const pending = user.pendingMemberships(at);
    const isToChoose = active.length > 1 || (active.length === 0 && pending.length > 0);
    return {
      next: isToChoose ? 'select-organization' : 'home',
      sessionToken: this.tokens.inClear(id, state.salt),
      organizations: [...active, ...pending].map(membershipView),
    };
  }
}
