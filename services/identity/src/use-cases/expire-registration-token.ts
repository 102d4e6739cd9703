import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ExpireRegistrationToken, type RegistrationTokenView } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { type RegistrationToken, tokenRecordUnknown } from '../domain/registration-token.js';
import { RegistrationTokens } from '../domain/registration-tokens.js';
import { tokenView } from './token-view.js';

@CommandHandler(ExpireRegistrationToken)
@Requires('system.identity')
export class ExpireRegistrationTokenHandler {
  constructor(
    private readonly tokens: RegistrationTokens,
    private readonly clock: Clock,
  ) {}

  async execute({ tokenId }: ExpireRegistrationToken): Promise<RegistrationTokenView> {
    const token = await this.tokens.get(tokenId);
    if (!token) throw tokenRecordUnknown();
    token.expire(this.clock.now());
    if (token.recorded.length > 0) await this.tokens.save(token);
    return this.answer(token);
  }

  answer(token: RegistrationToken): RegistrationTokenView {
    return tokenView(token, this.clock.now());
  }
}
