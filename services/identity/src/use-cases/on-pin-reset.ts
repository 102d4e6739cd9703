import { type Envelope, PinReset } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { FactNotices } from './fact-notices.js';
import { MembersElsewhere } from './members-elsewhere.js';

/** An NPI has another PIN: whoever can see it is told, and the Org Admins, without it (MC-PIN-11). */
@Reacts(PinReset)
export class OnPinReset implements Reaction<PinReset> {
  constructor(
    private readonly members: MembersElsewhere,
    private readonly notices: FactNotices,
  ) {}

  async react({ organizationId, npi }: PinReset, { id, time }: Envelope<PinReset>): Promise<void> {
    const { admins = [], holders = [] } = (await this.members.holders(organizationId, npi)) ?? {};
    const told = { organizationId, npi, at: new Date(time) };
    await this.notices.owe([...admins, ...holders], { id, kind: 'pin-reset', told });
  }
}
