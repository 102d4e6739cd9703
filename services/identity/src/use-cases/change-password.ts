import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ChangePassword, type PasswordUpdatedView } from '@portico/contracts';
import { Clock, refusal } from '@portico/kernel';
import { Programs } from '@portico/program';
import { PasswordHasher } from '../domain/password-hasher.js';
import { type User, userUnknown } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { NewPasswords } from './new-passwords.js';
import { passwordUpdated } from './password-updated.js';
import { SessionEnds } from './session-ends.js';
import { SignInGuesses } from './sign-in-guesses.js';

export const wrongPassword = refusal('invalid', 'wrong-password', 'The present password is not right.');

const wrongField = {
  pointer: '/currentPassword',
  code: 'wrong-password',
  message: 'This is not the present password.',
};

/** Every other session ends with it; guesses at the present password count as guesses at sign-in do (MC-PRF-04). */
@CommandHandler(ChangePassword)
@Requires('password.change')
export class ChangePasswordHandler {
  constructor(
    private readonly users: Users,
    private readonly hasher: PasswordHasher,
    private readonly passwords: NewPasswords,
    private readonly guesses: SignInGuesses,
    private readonly sessions: SessionEnds,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ currentPassword, password, actor }: ChangePassword): Promise<PasswordUpdatedView> {
    const user = await this.users.get(actor.userId ?? '');
    if (!user) throw userUnknown();
    await this.mustKnow(user, currentPassword);
    const hashes = await this.passwords.accepted(user, password);
    const { history: remembered } = this.programs.get(user.state.program).password;
    user.changePassword({ hashes, remembered, at: this.clock.now(), keptSession: actor.sessionId });
    await this.users.save(user);
    await this.sessions.endOutdated(user);
    return this.answer(user);
  }

  answer(user: User): PasswordUpdatedView {
    return passwordUpdated(user, this.programs);
  }

  private async mustKnow({ state }: User, typed: string): Promise<void> {
    const attempt = await this.guesses.count(state.email);
    const isRight = await this.hasher.admit('change', (hashes) => hashes.verify(state.credentials?.exact, typed));
    if (isRight) return this.guesses.succeeded(state.email);
    await this.guesses.failed(state.email, attempt);
    throw wrongPassword({ errors: [wrongField] });
  }
}
