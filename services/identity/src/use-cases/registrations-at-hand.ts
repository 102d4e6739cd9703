import { Injectable } from '@nestjs/common';
import { type Registration, registrationUnknown } from '../domain/registration.js';
import { Registrations } from '../domain/registrations.js';
import { Secrets } from '../domain/secrets.js';

/** The bearer of one flow's steps: derived, so that resuming gives the same one and nobody has to keep it. */
export const flowTokenOf = ({ id, state }: Registration, secrets: Secrets): string =>
  secrets.derive('registration-flow', id, state.salt);

/** Finds the registration that a step is about; without the flow's own token there is none. */
@Injectable()
export class RegistrationsAtHand {
  constructor(
    private readonly registrations: Registrations,
    private readonly secrets: Secrets,
  ) {}

  async get({ registrationId, flowToken }: { registrationId: string; flowToken: string }): Promise<Registration> {
    const registration = await this.registrations.get(registrationId);
    if (!registration || !this.secrets.same(flowTokenOf(registration, this.secrets), flowToken)) {
      throw registrationUnknown();
    }
    return registration;
  }
}
