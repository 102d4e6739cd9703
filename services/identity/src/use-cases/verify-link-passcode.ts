import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type LinkStepView, VerifyLinkPasscode } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import { otpInvalid, passcodeHash } from '../domain/passcode.js';
import { Secrets } from '../domain/secrets.js';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { linkView } from './link-view.js';
import { LinksAtHand, openingIn } from './links-at-hand.js';
import { Passcodes } from './passcodes.js';

/** The try is counted, in the same write as its outcome, before it is answered. */
@CommandHandler(VerifyLinkPasscode)
@Public('the bearer token of the opened link is the right to its steps')
export class VerifyLinkPasscodeHandler {
  constructor(
    private readonly links: LinksAtHand,
    private readonly users: Users,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async execute({ code, ...flow }: VerifyLinkPasscode): Promise<LinkStepView> {
    const { user, ...use } = await this.links.get(flow);
    const at = this.clock.now();
    const { passcode: rules } = this.programs.get(user.usableLink(use.linkId, at).program);
    const typedHash = passcodeHash(use.linkId, code, this.secrets);
    await this.passcodes.judged(user.id, async () => {
      const refused = user.provePasscode({ ...use, typedHash }, { rules, at, secrets: this.secrets });
      await this.users.save(user);
      return refused;
    });
    return linkView(user, use);
  }

  /** A repeated wrong try is refused again, not counted again. */
  answer(user: User, { linkId, flowToken }: VerifyLinkPasscode): LinkStepView {
    const view = linkView(user, { linkId, opening: openingIn(flowToken) });
    if (view.step === 'otp') throw otpInvalid();
    return view;
  }
}
