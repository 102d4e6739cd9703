import { type Envelope, MemberLapseWarned } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { FactNotices } from './fact-notices.js';

/** A membership will end by itself: its person is told, and the Org Admins (MC-ADM-15, MC-ADM-16). */
@Reacts(MemberLapseWarned)
export class OnMemberLapseWarned implements Reaction<MemberLapseWarned> {
  constructor(private readonly notices: FactNotices) {}

  async react(warned: MemberLapseWarned, { id, time }: Envelope<MemberLapseWarned>): Promise<void> {
    const { organizationId, memberId, userId, cause, lapsesAt, admins } = warned;
    const told = { organizationId, memberId, cause, endsAt: new Date(lapsesAt), at: new Date(time) };
    await this.notices.owe([userId], { id, kind: 'membership-lapse-warning', told });
    await this.notices.owe(admins, { id, kind: 'membership-lapse-admin', told });
  }
}
