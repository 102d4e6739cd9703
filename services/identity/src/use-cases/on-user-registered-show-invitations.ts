import { UserRegistered } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { ShownInvitations } from './shown-invitations.js';

/** Invitations that were sent before there was an account are accepted with it from now on (D-11). */
@Reacts(UserRegistered)
export class OnUserRegisteredShowInvitations implements Reaction<UserRegistered> {
  constructor(private readonly shown: ShownInvitations) {}

  react({ userId }: UserRegistered): Promise<void> {
    return this.shown.bringAllOf(userId);
  }
}
