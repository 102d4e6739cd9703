import { Injectable } from '@nestjs/common';
import { Clock, Random } from '@portico/kernel';
import { Programs } from '@portico/program';
import { organizationAlreadyRegistered, Registration } from '../domain/registration.js';
import type { RegistrationFlow } from '../domain/registration-steps.js';
import type { RegistrationToken } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { registrationIdOf, Registrations } from '../domain/registrations.js';
import { Secrets } from '../domain/secrets.js';
import { OrganizationsOnFile } from './organizations-on-file.js';

/** Who wants to register with a token: `email` is what the token is bound to. */
export interface Applicant {
  email: string;
  userId: string;
  flow: RegistrationFlow;
}

/**
 * Begins the one registration that a token admits, or takes it up again where it was left (D-08). Token and registration
 * are two writes: whatever dies in between, the same person's next try goes on, for both are found again by their ids.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly registrations: Registrations,
    private readonly organizations: OrganizationsOnFile,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async admit(token: RegistrationToken, applicant: Applicant): Promise<Registration> {
    const holder = this.secrets.hash('token-holder', applicant.email);
    token.mustAdmit(holder, this.clock.now());
    const registration = await this.registrations.get(registrationIdOf(token.id));
    registration?.resume(applicant.email);
    await this.mustBeUnclaimed(token);
    if (registration) return this.kept(registration);

    await this.begun(token, holder);
    return this.started(token, applicant);
  }

  private async mustBeUnclaimed({ state }: RegistrationToken): Promise<void> {
    const { status } = await this.organizations.enrollment(state.organizationId);
    if (status === 'active') throw organizationAlreadyRegistered();
  }

  private async begun(token: RegistrationToken, holder: string): Promise<void> {
    token.begin(registrationIdOf(token.id), holder, this.clock.now());
    if (token.recorded.length > 0) await this.tokens.save(token);
  }

  private async started({ id: tokenId, state }: RegistrationToken, applicant: Applicant): Promise<Registration> {
    const { program, organizationId, expiresAt } = state;
    const salt = this.random.bytes(16).toString('hex');
    const steps = this.programs.get(program).flows[applicant.flow];
    const from = { tokenId, program, organizationId, expiresAt, salt, steps, ...applicant };
    const registration = Registration.start({ id: registrationIdOf(tokenId), ...from }, this.clock.now());
    await this.registrations.save(registration);
    return registration;
  }

  private async kept(registration: Registration): Promise<Registration> {
    if (registration.recorded.length > 0) await this.registrations.save(registration);
    return registration;
  }
}
