import type { WorkContext } from '@portico/service';
import type { SessionInUse } from '@portico/session';

declare module 'fastify' {
  interface FastifyRequest {
    /** Actor, trace, command and deadline of this request. */
    work: WorkContext;
    /** The client's address behind the trusted proxies. */
    address: string;
    /** The session that was proven; none on open routes. */
    session: SessionInUse | null;
    /** What the client is limited by, for its headers. */
    limits: readonly LimitReading[];
  }
}

/** One limit as this request found it. */
export interface LimitReading {
  name: string;
  limit: number;
  windowSeconds: number;
  remaining: number;
  resetAfter: number;
}
