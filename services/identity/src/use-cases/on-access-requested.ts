import { AccessRequested, type Envelope } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { FactNotices } from './fact-notices.js';

/** Somebody asks to be let into an organization: its Org Admins are told, and decide (MC-DIR-05). */
@Reacts(AccessRequested)
export class OnAccessRequested implements Reaction<AccessRequested> {
  constructor(private readonly notices: FactNotices) {}

  async react(asked: AccessRequested, { id, time }: Envelope<AccessRequested>): Promise<void> {
    const { organizationId, userId: personId, admins = [] } = asked;
    const told = { organizationId, personId, at: new Date(time) };
    await this.notices.owe(admins, { id, kind: 'access-requested', told });
  }
}
