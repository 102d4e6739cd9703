import { Injectable } from '@nestjs/common';
import { JobQueue, untilItIsBack } from '@portico/jobs';
import { Clock, milliseconds, refusal } from '@portico/kernel';
import { Programs } from '@portico/program';
import { type Attempt, Attempts, type Budget } from '../domain/attempts.js';
import { Secrets } from '../domain/secrets.js';
import { DefaultProgram } from './default-program.js';
import { userIdOf } from './user-id.js';

export const locked = refusal(
  'locked',
  'locked',
  'Sign-in is locked after too many failed tries. Please try again later, or reset your password.',
);

/**
 * Counts guesses at passwords per sign-in name, whether it has an account or not, by the same numbers for all: those of
 * an account's own program would tell that there is an account (MC-AUT-10, D-20).
 */
@Injectable()
export class SignInGuesses {
  constructor(
    private readonly attempts: Attempts,
    private readonly programs: Programs,
    private readonly platform: DefaultProgram,
    private readonly secrets: Secrets,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Before the comparison: many guesses at once are no more than the budget. */
  async count(email: string): Promise<Attempt> {
    const attempt = await this.attempts.take(this.key(email), this.budget, this.clock.now());
    if (!attempt.allowed) throw locked({ retryAfter: attempt.retryAfter });
    return attempt;
  }

  /** The lock is told of later and elsewhere, with the same work for every name, so that the time tells nothing. */
  async failed(email: string, { lockedUntil }: Attempt): Promise<void> {
    if (!lockedUntil) return;
    const userId = userIdOf(email, this.secrets);
    const id = `${userId}-${lockedUntil.getTime()}`;
    const data = { userId, lockedUntil: lockedUntil.toISOString() };
    await this.jobs.add({ queue: 'sign-in-locks', id, data, tries: untilItIsBack });
  }

  async succeeded(email: string): Promise<void> {
    await this.attempts.forget(this.key(email));
  }

  private key(email: string): string {
    return `sign-in:${this.secrets.hash('sign-in-name', email)}`;
  }

  private get budget(): Budget {
    const { failures, window, lock, lockGrowth, longestLock } = this.programs.get(this.platform.id).lockout;
    return {
      limit: failures,
      windowMs: milliseconds(window),
      lock: { firstMs: milliseconds(lock), growth: lockGrowth, longestMs: milliseconds(longestLock) },
    };
  }
}
