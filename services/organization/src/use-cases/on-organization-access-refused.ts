import { type Envelope, OrganizationAccessRefused } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { Decisions } from './decisions.js';

/** What was refused here can be looked up by the id that the person was told. */
@Reacts(OrganizationAccessRefused)
export class OnOrganizationAccessRefused {
  constructor(private readonly decisions: Decisions) {}

  react(refused: OrganizationAccessRefused, { time }: Envelope): Promise<void> {
    return this.decisions.keep({ ...refused, at: new Date(time) });
  }
}
