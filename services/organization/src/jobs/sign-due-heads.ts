import { type Worker, Works } from '@portico/jobs';
import { SignHead } from '../use-cases/sign-head.js';

@Works('audit-heads')
export class SignDueHeads implements Worker<{ organizationId: string }> {
  constructor(private readonly heads: SignHead) {}

  work({ organizationId }: { organizationId: string }): Promise<void> {
    return this.heads.sign(organizationId);
  }
}
