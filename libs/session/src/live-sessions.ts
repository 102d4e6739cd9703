import { createHmac } from 'node:crypto';

/** What every request needs to know of a session; instants are ISO 8601 in UTC. Never the token. */
export interface LiveSession {
  sessionId: string;
  userId: string;
  roles: string[];
  program?: string;
  organizationId?: string;
  memberId?: string;
  orgRole?: string;
  startedAt: string;
  authenticatedAt: string;
  passcodeAt?: string;
  /** How long it lives without being used, in milliseconds. */
  idleMs: number;
  /** When it ends whatever happens. */
  endsAt: string;
  /** When its record was last told of its use: the last use that a fresh copy knows of. */
  touchedAt: string;
}

/** A session that holds at the moment of the reading, which counted as a use of it. */
export interface SessionInUse extends LiveSession {
  idleEndsAt: string;
  /** The record has not heard of this session's use for `touchEveryMs`: the one reader who sees this tells it. */
  touchDue: boolean;
}

/** `ended`: was signed out, ended or expired, and must not be brought back; `undefined`: nothing is known here. */
export type SessionReading = SessionInUse | 'ended' | undefined;

export const touchEveryMs = 5 * 60_000;

/** Uses closer to each other than this count as one, so that a busy session is not written at every reading. */
export const useResolutionMs = 1_000;

/** Real time for which an ended session is remembered: longer than any resumption that may be under way. */
export const tombstoneMs = 60 * 60_000;

/** Real time by which a copy outlives its absolute end, so that no moved clock is cut short; clean-up only. */
export const marginMs = 7 * 24 * 60 * 60_000;

/** The live copies of all sessions, read at every request; the records are identity's. Keyed by the token's hash. */
export abstract class LiveSessions {
  /** Judges idle and absolute end by `now`, and counts as a use. One command. */
  abstract read(tokenHash: string, now: Date): Promise<SessionReading>;
  /** A new session. One command. */
  abstract put(tokenHash: string, session: LiveSession, now: Date): Promise<void>;
  /** Brings a lost copy back; answers `false`, and changes nothing, if there is one or if the session has ended. */
  abstract putIfAbsent(tokenHash: string, session: LiveSession, now: Date): Promise<boolean>;
  /** Another state of a living session, whose use it keeps; answers `false`, and changes nothing, if there is none. */
  abstract replace(tokenHash: string, session: LiveSession): Promise<boolean>;
  /** Ends sessions for good, known here or not; from the next reading on. One command. */
  abstract end(...tokenHashes: string[]): Promise<void>;
}

/** The name under which a session's copy is kept: HMAC-SHA-256 of its token, hex. */
export const sessionTokenHash = (hashKey: string, token: string): string =>
  createHmac('sha256', hashKey).update(`live-session\0${token}`).digest('hex');

/** When a session ends if it is not used after `seenAt`, in milliseconds of the epoch. */
export const idleEnd = (session: LiveSession, seenAt: number): number =>
  Math.min(seenAt + session.idleMs, Date.parse(session.endsAt));
