import { milliseconds } from '@portico/kernel';
import { touchEveryMs } from '@portico/session';

export interface StoredSession {
  _id: string;
  startedAt: Date;
  lastSeenAt: Date;
  idle: string;
  address?: string;
  userAgent?: string;
}

/** The record hears of a use every few minutes only: rather a session too many than one that its owner cannot end. */
export const mayLive = ({ lastSeenAt, idle }: StoredSession, at: Date): boolean =>
  at.getTime() < lastSeenAt.getTime() + milliseconds(idle) + touchEveryMs;
