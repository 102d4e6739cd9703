import { CommandBus } from '@nestjs/cqrs';
import { PrintTokenLetter } from '@portico/contracts';
import { type Worker, Works } from '@portico/jobs';

@Works('token-letters')
export class PrintTokenLetters implements Worker<{ tokenId: string }> {
  constructor(private readonly commands: CommandBus) {}

  async work({ tokenId }: { tokenId: string }): Promise<void> {
    await this.commands.execute(Object.assign(new PrintTokenLetter(), { tokenId }));
  }
}
