import { type Envelope, SessionStarted } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { SignIns } from './sign-ins.js';

/** Somebody signed in with an organization in view from the beginning. */
@Reacts(SessionStarted)
export class OnSessionStarted implements Reaction<SessionStarted> {
  constructor(private readonly signIns: SignIns) {}

  react(started: SessionStarted, { time }: Envelope<SessionStarted>): Promise<void> {
    return this.signIns.keep(started, time);
  }
}
