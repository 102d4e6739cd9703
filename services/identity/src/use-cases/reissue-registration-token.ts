import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ReissueRegistrationToken, type RegistrationTokenView } from '@portico/contracts';
import { Clock, idFrom } from '@portico/kernel';
import { Programs } from '@portico/program';
import { RegistrationToken, tokenRecordUnknown, tokenReissued } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { SecureTokens } from './secure-tokens.js';
import { tokenView } from './token-view.js';

/**
 * The new token is made first, and only one: its id is that of the old one, transformed. Whatever dies after that, the
 * reaction to its issue revokes the old one.
 */
@CommandHandler(ReissueRegistrationToken)
@Requires('registration-token.reissue')
export class ReissueRegistrationTokenHandler {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly secureTokens: SecureTokens,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ tokenId }: ReissueRegistrationToken): Promise<RegistrationTokenView> {
    const replaced = await this.tokens.present(tokenId);
    if (!replaced) throw tokenRecordUnknown();
    const id = idFrom('registration-token', 'after', tokenId);
    if (await this.tokens.get(id)) throw tokenReissued();
    replaced.mustBeReplaceable();

    const token = this.successor(id, replaced);
    await this.tokens.save(token);
    replaced.revoke();
    await this.tokens.save(replaced);
    return this.answer(token);
  }

  answer(token: RegistrationToken): RegistrationTokenView {
    return tokenView(token, this.clock.now());
  }

  private successor(id: string, { id: replaces, state }: RegistrationToken): RegistrationToken {
    const { program, organizationId } = state;
    const { registrationToken: rules } = this.programs.get(program);
    const issue = { id, program, organizationId, replaces, ...this.secureTokens.fresh(id, program) };
    return RegistrationToken.issue(issue, { rules, at: this.clock.now() });
  }
}
