import { milliseconds } from '@portico/kernel';
import type { SessionView } from '@portico/contracts';
import type { LiveSession } from '@portico/session';
import type { Session } from '../domain/session.js';

/** What the edge reads at every request. */
export function liveCopy({ id, state }: Session): LiveSession {
  const { userId, roles, program, startedAt, lastSeenAt, idle, endsAt, proof } = state;
  const { standing: _standing, ...view } = state.view ?? {};
  return {
    sessionId: id,
    userId,
    roles: [...roles],
    program,
    ...view,
    startedAt: startedAt.toISOString(),
    authenticatedAt: startedAt.toISOString(),
    ...(proof && { passcodeAt: proof.at.toISOString() }),
    idleMs: milliseconds(idle),
    endsAt: endsAt.toISOString(),
    touchedAt: lastSeenAt.toISOString(),
  };
}

/** A session as its owner sees it. */
export function sessionView(session: Session): SessionView {
  const { sessionId: id, idleMs: _idle, touchedAt: _touched, orgRole: _role, ...copy } = liveCopy(session);
  const { orgRole } = session.state.view ?? {};
  return { id, ...copy, ...(orgRole && { orgRole }), idleEndsAt: session.idleEndsAt.toISOString() };
}
