import type { SessionEnd } from './session.js';

export interface SessionStarted {
  readonly type: 'SessionStarted';
  readonly sessionId: string;
  readonly userId: string;
  /** In view from the beginning, if one is. */
  readonly organizationId?: string;
  readonly memberId?: string;
}

export interface SessionOrganizationChosen {
  readonly type: 'SessionOrganizationChosen';
  readonly sessionId: string;
  readonly organizationId: string;
  readonly memberId: string;
}

export interface SessionPasscodeSent {
  readonly type: 'SessionPasscodeSent';
  readonly sessionId: string;
  readonly channel: 'sms' | 'voice';
}

export interface SessionPasscodeRefused {
  readonly type: 'SessionPasscodeRefused';
  readonly sessionId: string;
}

export interface SessionStrengthened {
  readonly type: 'SessionStrengthened';
  readonly sessionId: string;
  readonly userId: string;
}

export interface SessionEnded {
  readonly type: 'SessionEnded';
  readonly sessionId: string;
  readonly userId: string;
  readonly reason: SessionEnd;
}

export type SessionEvent =
  | SessionStarted
  | SessionOrganizationChosen
  | SessionPasscodeSent
  | SessionPasscodeRefused
  | SessionStrengthened
  | SessionEnded;
