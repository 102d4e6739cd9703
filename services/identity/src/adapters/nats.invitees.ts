import { Injectable } from '@nestjs/common';
import { GetInvitee, type InviteeView } from '@portico/contracts';
import { refusalIn } from '@portico/kernel';
import { Bus } from '@portico/messaging';
import { Invitees } from '../use-cases/invitees.js';

/** Asks the organization service. */
@Injectable()
export class NatsInvitees extends Invitees {
  constructor(private readonly bus: Bus) {
    super();
  }

  async of(organizationId: string, memberId: string): Promise<InviteeView | undefined> {
    const asked = Object.assign(new GetInvitee(), { organizationId, memberId });
    return this.bus.send(asked).catch((error: unknown) => {
      if (refusalIn(error)?.kind === 'not-found') return undefined;
      throw error;
    });
  }
}
