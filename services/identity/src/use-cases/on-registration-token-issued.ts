import { RegistrationTokenIssued } from '@portico/contracts';
import { JobQueue } from '@portico/jobs';
import { Reacts, type Reaction } from '@portico/messaging';

/** The letter is printed now, the end announced when it comes; jobs have the token's id, so each is queued once. */
@Reacts(RegistrationTokenIssued)
export class OnRegistrationTokenIssued implements Reaction<RegistrationTokenIssued> {
  constructor(private readonly jobs: JobQueue) {}

  async react({ tokenId, expiresAt }: RegistrationTokenIssued): Promise<void> {
    await this.jobs.add({ queue: 'token-letters', id: tokenId, data: { tokenId } });
    await this.jobs.add({ queue: 'token-expiry', id: tokenId, data: { tokenId }, at: new Date(expiresAt) });
  }
}
