import { ProfileUpdated } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Names } from './names.js';

/** A person is called otherwise: so are they in the lists of their organizations. */
@Reacts(ProfileUpdated)
export class OnProfileUpdated implements Reaction<ProfileUpdated> {
  constructor(private readonly names: Names) {}

  async react({ userId }: ProfileUpdated): Promise<void> {
    await this.names.follow(userId);
  }
}
