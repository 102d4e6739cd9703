import { type Worker, Works } from '@portico/jobs';
import { LetTimePass } from '../use-cases/let-time-pass.js';

export const dueMembersQueue = 'due-members';

export interface Due {
  organizationId: string;
  memberId: string;
}

@Works(dueMembersQueue)
export class PassTime implements Worker<Due> {
  constructor(private readonly time: LetTimePass) {}

  work({ organizationId, memberId }: Due): Promise<void> {
    return this.time.of(organizationId, memberId);
  }
}
