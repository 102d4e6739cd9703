import { Injectable } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { invitationUnknown } from '../domain/invitation.js';
import { Invitations } from '../domain/invitations.js';
import type { AdmittingInvitation, Registration } from '../domain/registration.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';

/** What a registration stands on: its token, or its invitation. Either may be taken back while the person is on the way. */
@Injectable()
export class Grounds {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly invitations: Invitations,
    private readonly clock: Clock,
  ) {}

  /** Refuses to go on without them. */
  async mustHold({ state: { tokenId, invitation } }: Registration): Promise<void> {
    if (invitation) await this.mustAdmit(invitation);
    const token = tokenId === undefined ? undefined : await this.tokens.present(tokenId);
    token?.mustBeUsable(this.clock.now());
  }

  private async mustAdmit({ id, count }: AdmittingInvitation): Promise<void> {
    const invitation = await this.invitations.present(id);
    if (!invitation) throw invitationUnknown();
    invitation.mustAdmit(count, this.clock.now());
  }
}
