import type { RegistrationStepView, RegistrationTokenView } from '@portico/contracts';

/** Registrations and tokens as they stand now. */
export abstract class RegistrationPages {
  /** Without the flow's own bearer token there is no such registration. */
  abstract registration(of: { registrationId: string; flowToken: string }): Promise<RegistrationStepView>;
  abstract token(tokenId: string): Promise<RegistrationTokenView>;
}
