import { RegistrationTokenIssued } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { RegistrationTokens } from '../domain/registration-tokens.js';

/** The token that a new one replaces stops working, even if the reissue died half-way (MC-TOK-06). */
@Reacts(RegistrationTokenIssued)
export class OnRegistrationTokenIssuedRevokeReplaced implements Reaction<RegistrationTokenIssued> {
  constructor(private readonly tokens: RegistrationTokens) {}

  async react({ replaces }: RegistrationTokenIssued): Promise<void> {
    const token = replaces === undefined ? undefined : await this.tokens.get(replaces);
    if (!token) return;
    token.revoke();
    if (token.recorded.length > 0) await this.tokens.save(token);
  }
}
