import { type Envelope, SessionOrganizationChosen } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { SignIns } from './sign-ins.js';

/** Somebody who belongs to several organizations went into this one. */
@Reacts(SessionOrganizationChosen)
export class OnSessionOrganizationChosen implements Reaction<SessionOrganizationChosen> {
  constructor(private readonly signIns: SignIns) {}

  react(chosen: SessionOrganizationChosen, { time }: Envelope<SessionOrganizationChosen>): Promise<void> {
    return this.signIns.keep(chosen, time);
  }
}
