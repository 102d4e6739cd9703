import { MemberStandingChanged } from '@portico/contracts';
import { Reacts, type Reaction } from '@portico/messaging';
import { Users } from '../domain/users.js';

/** For the next try: the fact that the person joined is on its way. */
class NotJoinedYet extends Error {
  constructor(userId: string, organizationId: string) {
    super(`${userId} is not known yet to have joined ${organizationId}`);
    this.name = 'NotJoinedYet';
  }
}

/** What a person may enter follows what the organization says of them; an older standing changes nothing. */
@Reacts(MemberStandingChanged)
export class OnMemberStandingChanged implements Reaction<MemberStandingChanged> {
  constructor(private readonly users: Users) {}

  async react({ userId, organizationId, lapsesAt, ...standing }: MemberStandingChanged): Promise<void> {
    if (userId === undefined) return;
    const user = await this.users.get(userId);
    if (!user?.hasJoined(organizationId)) throw new NotJoinedYet(userId, organizationId);
    const { status, orgRole, version } = standing;
    const ends = lapsesAt === undefined ? {} : { lapsesAt: new Date(lapsesAt) };
    const isNews = user.hearStanding({ organizationId, status, orgRole, version, ...ends });
    if (isNews) await this.users.save(user);
  }
}
