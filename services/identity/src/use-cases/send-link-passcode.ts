import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type LinkStepView, SendLinkPasscode } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { Programs } from '@portico/program';
import type { User } from '../domain/user.js';
import { Users } from '../domain/users.js';
import { linkView } from './link-view.js';
import { LinksAtHand, openingIn } from './links-at-hand.js';
import { Passcodes } from './passcodes.js';
import { textablePhone } from './textable-phone.js';

/** Saved before it is sent: what dies in between leaves a passcode that nobody has, and the person asks for another. */
@CommandHandler(SendLinkPasscode)
@Public('the bearer token of the opened link is the right to its steps')
export class SendLinkPasscodeHandler {
  constructor(
    private readonly links: LinksAtHand,
    private readonly users: Users,
    private readonly passcodes: Passcodes,
    private readonly programs: Programs,
    private readonly clock: Clock,
  ) {}

  async execute({ channel, mobilePhone, ...flow }: SendLinkPasscode): Promise<LinkStepView> {
    const { user, ...use } = await this.links.get(flow);
    const { program } = user.usableLink(use.linkId, this.clock.now());
    const judging = { rules: this.programs.get(program).passcode, at: this.clock.now() };
    user.mustTakePasscode(use.linkId, judging);
    const phone = textablePhone({ onFile: user.state.mobilePhone, named: mobilePhone, channel });
    await this.passcodes.send({ program, channel, to: phone, about: use.linkId }, async (fresh) => {
      user.passcodeSent({ ...fresh, ...use, channel, phone }, judging);
      await this.users.save(user);
    });
    return linkView(user, use);
  }

  answer(user: User, { linkId, flowToken }: SendLinkPasscode): LinkStepView {
    return linkView(user, { linkId, opening: openingIn(flowToken) });
  }
}
