import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { SignIn, type SignedInView } from '@portico/contracts';
import { Clock, refusal } from '@portico/kernel';
import { Lanes } from '@portico/service';
import { PasswordHasher, type SlowHashes } from '../domain/password-hasher.js';
import type { Session } from '../domain/session.js';
import { type User, userUnknown } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { NewSessions } from './new-sessions.js';
import { SignInGuesses } from './sign-in-guesses.js';

export const invalidCredentials = refusal(
  'unauthenticated',
  'invalid-credentials',
  'The email address or the password is not right.',
);
export const membershipInactive = refusal(
  'forbidden',
  'membership-inactive',
  'Your access is not active. Please ask an Org Admin of your organization.',
);

/** An unknown name, a wrong password and an account without one take the same path and the same time (MC-AUT-10). */
@CommandHandler(SignIn)
@Public('the password is the right; guesses are counted per name, and hashes are bounded')
export class SignInHandler {
  /**
   * Two at a time for a name: a person who signs in from many tabs at once is no burst of guesses, and a burst of guesses finds
   * the lock that its first ones set.
   */
  private readonly lanes = new Lanes(2);

  constructor(
    private readonly users: Users,
    private readonly hasher: PasswordHasher,
    private readonly guesses: SignInGuesses,
    private readonly sessions: NewSessions,
    private readonly clock: Clock,
  ) {}

  /** Who finds no place is refused before anything is counted or read. */
  execute(typed: SignIn): Promise<SignedInView> {
    return this.hasher.admit('sign-in', (hashes) => this.lanes.run(typed.email, () => this.enter(typed, hashes)));
  }

  /** A repeated start answers with the same session. */
  async answer(session: Session): Promise<SignedInView> {
    const user = await this.users.get(session.state.userId);
    if (!user) throw userUnknown();
    return this.sessions.again(session, user);
  }

  private async enter(typed: SignIn, hashes: SlowHashes): Promise<SignedInView> {
    const user = await this.proven(typed, hashes);
    await this.guesses.succeeded(typed.email);
    if (!user.mayEnter(this.clock.now())) throw membershipInactive();
    await this.rehashed(user, typed.password, hashes);
    return this.sessions.start(user, { address: typed.actor.address, userAgent: typed.userAgent });
  }

  private async proven({ email, password }: SignIn, hashes: SlowHashes): Promise<User> {
    const [attempt, user] = await Promise.all([this.guesses.count(email), this.users.byEmail(email)]);
    const isRight = await hashes.verify(user?.state.credentials?.exact, password);
    if (user && isRight) return user;
    await this.guesses.failed(email, attempt);
    throw invalidCredentials();
  }

  /** When hashes became costlier, the only moment that the password is known. */
  private async rehashed(user: User, password: string, hashes: SlowHashes): Promise<void> {
    const known = user.state.credentials?.exact;
    if (known && this.hasher.isOutdated(known)) await this.users.rehash(user, await hashes.hash(password));
  }
}
