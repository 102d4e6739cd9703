import { type Worker, Works } from '@portico/jobs';
import { PasswordResets } from '../use-cases/password-resets.js';

@Works('password-resets')
export class IssueResetLinks implements Worker<{ userId: string; request: string }> {
  constructor(private readonly resets: PasswordResets) {}

  work({ userId, request }: { userId: string; request: string }): Promise<void> {
    return this.resets.issue(userId, request);
  }
}
