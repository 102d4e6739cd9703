import { CommandHandler } from '@nestjs/cqrs';
import { Requires } from '@portico/access';
import { ReissueInvitation, type UserView } from '@portico/contracts';
import { Members } from '../domain/members.js';
import { Desks } from './desks.js';
import { UserViews } from './user-views.js';

@CommandHandler(ReissueInvitation)
@Requires('user.manage')
export class ReissueInvitationHandler {
  constructor(
    private readonly desks: Desks,
    private readonly members: Members,
    private readonly views: UserViews,
  ) {}

  async execute(command: ReissueInvitation): Promise<UserView> {
    const desk = await this.desks.ofUser(command);
    const { member, hand, deed } = desk;
    if (hand.isRepeat(member)) return this.views.of(member, desk);
    member.inviteAgain(deed);
    const { version } = await this.members.save(member);
    return this.views.of({ state: member.state, version }, desk);
  }
}
