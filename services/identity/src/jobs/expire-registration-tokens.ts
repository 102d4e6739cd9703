import { CommandBus } from '@nestjs/cqrs';
import { ExpireRegistrationToken } from '@portico/contracts';
import { type Worker, Works } from '@portico/jobs';

@Works('token-expiry')
export class ExpireRegistrationTokens implements Worker<{ tokenId: string }> {
  constructor(private readonly commands: CommandBus) {}

  async work({ tokenId }: { tokenId: string }): Promise<void> {
    await this.commands.execute(Object.assign(new ExpireRegistrationToken(), { tokenId }));
  }
}
