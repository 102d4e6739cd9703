import { type Envelope, MemberGrantsEnding } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { FactNotices } from './fact-notices.js';

/** Levels that were given for a time end soon: their person is told. */
@Reacts(MemberGrantsEnding)
export class OnMemberGrantsEnding implements Reaction<MemberGrantsEnding> {
  constructor(private readonly notices: FactNotices) {}

  async react(ending: MemberGrantsEnding, { id, time }: Envelope<MemberGrantsEnding>): Promise<void> {
    const { organizationId, memberId, userId, endsAt } = ending;
    const told = { organizationId, memberId, endsAt: new Date(endsAt), at: new Date(time) };
    await this.notices.owe([userId], { id, kind: 'grants-ending', told });
  }
}
