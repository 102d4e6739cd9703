import { Injectable } from '@nestjs/common';
import { Clock, Random, refusal } from '@portico/kernel';
import { Programs } from '@portico/program';
import { type Invitation, invitationUnknown } from '../domain/invitation.js';
import { invitedRegistrationIdOf, Invitations } from '../domain/invitations.js';
import { Registration } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { Secrets } from '../domain/secrets.js';
import { Accounts } from './accounts.js';
import { InvitationTokens } from './invitation-tokens.js';
import { userIdOf } from './user-id.js';

export const accountExists = refusal(
  'conflict',
  'account-exists',
  'There is an account with this email address. Please sign in to accept the invitation.',
);

/**
 * Begins the registration that an invitation admits, or takes it up again where it was left. Nothing is used up by that: the
 * link opens as often as its holder likes until somebody accepts (MC-INV-02, MC-INV-05).
 */
@Injectable()
export class InvitedAdmission {
  constructor(
    private readonly invitations: Invitations,
    private readonly tokens: InvitationTokens,
    private readonly registrations: Registrations,
    private readonly accounts: Accounts,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async admit(token: string, program: string): Promise<Registration> {
    const invitation = await this.admitted(token, program);
    const id = invitedRegistrationIdOf(invitation.id, invitation.state.count);
    const registration = await this.registrations.get(id);
    registration?.resume(invitation.state.email);
    await this.mustHaveNoAccount(invitation);
    if (registration) return this.kept(registration);

    await this.begun(invitation, id);
    return this.started(invitation, id);
  }

  private async admitted(token: string, program: string): Promise<Invitation> {
    const hash = this.tokens.hashOf(token);
    const invitation = await this.invitations.presentWithToken(hash);
    if (invitation?.state.program !== program) throw invitationUnknown();
    invitation.mustAdmit(invitation.countOf(hash), this.clock.now());
    return invitation;
  }

  /** Who has an account accepts with it, and gets no second password (D-11). */
  private async mustHaveNoAccount({ state }: Invitation): Promise<void> {
    if (await this.accounts.withEmail(state.email)) throw accountExists();
  }

  private async begun(invitation: Invitation, registrationId: string): Promise<void> {
    invitation.begin(registrationId, this.clock.now());
    if (invitation.recorded.length > 0) await this.invitations.save(invitation);
  }

  private async started(invitation: Invitation, id: string): Promise<Registration> {
    const { program, organizationId, email, expiresAt } = invitation.state;
    const registration = Registration.start(
      {
        id,
        invitation: admitting(invitation),
        ...{ program, organizationId, email, expiresAt },
        userId: userIdOf(email, this.secrets),
        flow: 'register-user',
        salt: this.random.bytes(16).toString('hex'),
        steps: this.programs.get(program).flows['register-user'],
      },
      this.clock.now(),
    );
    await this.registrations.save(registration);
    return registration;
  }

  private async kept(registration: Registration): Promise<Registration> {
    if (registration.recorded.length > 0) await this.registrations.save(registration);
    return registration;
  }
}

function admitting({ id, newestToken, state }: Invitation): Registration['state']['invitation'] {
  const { memberId, count, organizationName, firstName, lastName } = state;
  return { id, memberId, count, salt: newestToken.salt, organizationName, firstName, lastName };
}
