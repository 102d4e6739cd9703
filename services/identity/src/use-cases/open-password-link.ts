import { CommandHandler } from '@nestjs/cqrs';
import { Public } from '@portico/access';
import { type LinkStepView, OpenPasswordLink } from '@portico/contracts';
import { Clock } from '@portico/kernel';
import { LinksAtHand } from './links-at-hand.js';
import { linkView } from './link-view.js';

/** Nothing is written: whoever opens a link before its owner, a mail scanner too, takes nothing from them. */
@CommandHandler(OpenPasswordLink)
@Public('the mailed token is the right, and a passcode comes next')
export class OpenPasswordLinkHandler {
  constructor(
    private readonly links: LinksAtHand,
    private readonly clock: Clock,
  ) {}

  async execute({ token }: OpenPasswordLink): Promise<LinkStepView> {
    const { user, flowToken, ...use } = await this.links.opened(token);
    user.usableLink(use.linkId, this.clock.now());
    return { ...linkView(user, use), flowToken };
  }
}
