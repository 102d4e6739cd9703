import { Injectable } from '@nestjs/common';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { Registration } from '../domain/registration.js';
import { dataMismatch, type RegistrationToken, tokenRevoked } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import type { WholeForm } from './account-form.js';
import { OrganizationsOnFile } from './organizations-on-file.js';

/**
 * Compares what was typed with the data on file. Neither a match nor a mismatch is told before it was saved in the token, by
 * a write that only one of many at once wins: so many guesses at once are told no more than the program allows (MC-REG-05).
 * One that is sent again counts once.
 */
@Injectable()
export class DataOnFile {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly organizations: OrganizationsOnFile,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async mustMatch({ state }: Registration, typed: WholeForm): Promise<void> {
    const token = await this.tokenOf(state.tokenId);
    const { taxIdType, taxId, payToZip, contactEmail } = typed;
    const matches = await this.organizations.matches(state.organizationId, {
      taxIdType,
      taxId,
      payToZip,
      contactEmail,
    });
    if (!this.tokens.isRepeated(token)) await this.count(token, matches);
    if (!matches) throw dataMismatch();
  }

  private async count(token: RegistrationToken, matches: boolean): Promise<void> {
    const { registrationToken: rules } = this.programs.get(token.state.program);
    const at = this.clock.now();
    if (matches) token.matched(at);
    else token.mismatched({ rules, at });
    await this.tokens.save(token);
  }

  private async tokenOf(tokenId = ''): Promise<RegistrationToken> {
    const token = await this.tokens.present(tokenId);
    if (!token) throw tokenRevoked();
    token.mustBeUsable(this.clock.now());
    return token;
  }
}
