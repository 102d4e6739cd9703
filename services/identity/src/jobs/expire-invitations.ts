import { CommandBus } from '@nestjs/cqrs';
import { ExpireInvitation } from '@portico/contracts';
import { type Worker, Works } from '@portico/jobs';
import { invitationExpiryQueue } from '../use-cases/invitation-queue.js';

@Works(invitationExpiryQueue)
export class ExpireInvitations implements Worker<{ invitationId: string }> {
  constructor(private readonly commands: CommandBus) {}

  async work({ invitationId }: { invitationId: string }): Promise<void> {
    await this.commands.execute(Object.assign(new ExpireInvitation(), { invitationId }));
  }
}
