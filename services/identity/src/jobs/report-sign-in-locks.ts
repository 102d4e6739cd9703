import { type Worker, Works } from '@portico/jobs';
import { Users } from '../domain/users.js';

/** The lock of a name that has an account becomes a fact (MC-AUT-10); that of another name is nobody's. */
@Works('sign-in-locks')
export class ReportSignInLocks implements Worker<{ userId: string; lockedUntil: string }> {
  constructor(private readonly users: Users) {}

  async work({ userId, lockedUntil }: { userId: string; lockedUntil: string }): Promise<void> {
    const user = await this.users.get(userId);
    user?.lockedOut(new Date(lockedUntil));
    if (user && user.recorded.length > 0) await this.users.save(user);
  }
}
