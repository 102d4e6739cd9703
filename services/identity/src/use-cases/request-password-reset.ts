import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type AcceptedView, RequestPasswordReset } from '@portico/contracts';
import { JobQueue, untilItIsBack } from '@portico/jobs';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { Attempts } from '../domain/attempts.js';
import { Secrets } from '../domain/secrets.js';
import { Users } from '../domain/users.js';
import { userIdOf } from './user-id.js';

/** Mails to one address; what is asked beyond is answered alike and comes to nothing. */
const budget = { limit: 10, windowMs: 60 * 60_000 };

/** Does the same for every address and leaves the rest to a job: answer and time say nothing of the account (MC-AUT-07). */
@CommandHandler(RequestPasswordReset)
@Public('it answers everybody the same, and only the address itself gets a mail')
export class RequestPasswordResetHandler {
  constructor(
    private readonly users: Users,
    private readonly attempts: Attempts,
    private readonly secrets: Secrets,
    private readonly programs: Programs,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async execute({ email, program }: RequestPasswordReset): Promise<AcceptedView> {
    this.programs.get(program);
    const key = `password-reset:${this.secrets.hash('sign-in-name', email)}`;
    const { allowed } = await this.attempts.take(key, budget, this.clock.now());
    const request = this.users.nextRequest();
    const userId = userIdOf(email, this.secrets);
    const job = { queue: 'password-resets', id: request, data: { userId, request }, tries: untilItIsBack };
    if (allowed) await this.jobs.add(job);
    return { status: 'accepted' };
  }
}
