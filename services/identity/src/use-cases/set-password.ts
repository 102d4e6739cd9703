import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type PasswordUpdatedView, SetPassword } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { LinksAtHand } from './links-at-hand.js';
import { NewPasswords } from './new-passwords.js';
import { passwordUpdated } from './password-updated.js';
import { SessionEnds } from './session-ends.js';
import { SignInGuesses } from './sign-in-guesses.js';

/**
 * The link is used up and the password set in one write; who was signed in with the former one no longer is, and guesses
 * at it keep nobody out.
 */
@CommandHandler(SetPassword)
@Public('the bearer token of the opened link and a passcode are the right')
export class SetPasswordHandler {
  constructor(
    private readonly links: LinksAtHand,
    private readonly passwords: NewPasswords,
    private readonly users: Users,
    private readonly sessions: SessionEnds,
    private readonly guesses: SignInGuesses,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ password, ...flow }: SetPassword): Promise<PasswordUpdatedView> {
    const { user, ...use } = await this.links.get(flow);
    user.provenLink(use.linkId, use.opening, this.clock.now());
    const hashes = await this.passwords.accepted(user, password);
    const { history: remembered } = this.programs.get(user.state.program).password;
    user.setPassword({ ...use, hashes, remembered, at: this.clock.now() });
    await this.users.save(user);
    await this.sessions.endOutdated(user);
    await this.guesses.succeeded(user.state.email);
    return this.answer(user);
  }

  answer(user: User): PasswordUpdatedView {
    return passwordUpdated(user, this.programs);
  }
}
