import { OrganizationClaimed } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { Registrations } from '../domain/registrations.js';

@Reacts(OrganizationClaimed)
export class OnOrganizationClaimedUseToken implements Reaction<OrganizationClaimed> {
  constructor(
    private readonly registrations: Registrations,
    private readonly tokens: RegistrationTokens,
  ) {}

  async react({ registrationId }: OrganizationClaimed): Promise<void> {
    const registration = await this.registrations.present(registrationId);
    const tokenId = registration?.state.tokenId;
    const token = tokenId && (await this.tokens.get(tokenId));
    if (!token) return;
    token.use(registrationId);
    if (token.recorded.length > 0) await this.tokens.save(token);
  }
}
