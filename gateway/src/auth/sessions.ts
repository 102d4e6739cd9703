import { Injectable } from '@nestjs/common';
import { ResumeSession, type SessionView, TouchSession } from '@portico/contracts';
import { type Actor, Clock, Refusal, refusal, type RefusalKind, system } from '@portico/kernel';
import { Bus } from '@portico/messaging';
import { LiveSessions, type SessionInUse, sessionTokenHash } from '@portico/session';
import { GatewayConfig } from '../gateway.config.js';

export const sessionRequired = refusal('unauthenticated', 'session-required', 'Please sign in first.');
export const sessionExpired = refusal(
  'unauthenticated',
  'session-expired',
  'Your session has ended. Please sign in again.',
);

/** How identity says that there is no such session any more; anything else is trouble, and told as such. */
const saysNoSession: readonly RefusalKind[] = ['unauthenticated', 'not-found', 'gone', 'invalid'];

/** Finds the session behind a token: one reading of its live copy, or one question to identity if the copy is lost. */
@Injectable()
export class Sessions {
  constructor(
    private readonly live: LiveSessions,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly config: GatewayConfig,
  ) {}

  /** Refuses `session-expired` when it ended, or never was. */
  async of(token: string, address: string): Promise<SessionInUse> {
    const reading = await this.live.read(sessionTokenHash(this.config.HASH_KEY, token), this.clock.now());
    if (reading === 'ended') throw sessionExpired();
    if (reading === undefined) return this.#resumed(token);
    if (reading.touchDue) this.#touch(actorOf(reading, address));
    return reading;
  }

  async #resumed(sessionToken: string): Promise<SessionInUse> {
    const question = Object.assign(new ResumeSession(), { sessionToken });
    try {
      return inUse(await this.bus.send<SessionView>(question, { as: system('gateway') }));
    } catch (error) {
      throw error instanceof Refusal && saysNoSession.includes(error.kind) ? sessionExpired() : error;
    }
  }

  /** The record need not be told before the answer: if it is not, the next due touch tells it. */
  #touch(actor: Actor): void {
    void this.bus.send(new TouchSession(), { as: actor }).catch(() => undefined);
  }
}

function inUse({ id, ...view }: SessionView): SessionInUse {
  return { ...view, sessionId: id, idleMs: 0, touchedAt: view.startedAt, touchDue: false };
}

/** The session as its owner sees it. */
export function viewOf(session: SessionInUse): SessionView {
  const { sessionId, idleMs: _idleMs, touchedAt: _touchedAt, touchDue: _touchDue, ...view } = session;
  return { id: sessionId, ...view } as SessionView;
}

/** Who acts in this session. */
export function actorOf(session: SessionInUse, address: string): Actor {
  const { userId, roles, sessionId, organizationId, memberId, program, authenticatedAt, passcodeAt } = session;
  const view = { organizationId, memberId, program, authenticatedAt, passcodeAt };
  return { kind: 'user', userId, roles, sessionId, ...view, address };
}
