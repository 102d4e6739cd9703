import { MemberStandingChanged } from '@portico/contracts';
import { refusal } from '@portico/kernel';
import { Reacts, type Reaction } from '@portico/messaging';
import { Users } from '../domain/users.js';

/** Waited for as a neighbour that is away: the fact that the person joined is on its way. */
export const notJoinedYet = refusal(
  'unavailable',
  'not-joined-yet',
  'The organization has not taken this person in yet. Please try again in a moment.',
);

/** What a person may enter follows what the organization says of them; an older standing changes nothing. */
@Reacts(MemberStandingChanged)
export class OnMemberStandingChanged implements Reaction<MemberStandingChanged> {
  constructor(private readonly users: Users) {}

  async react({ userId, organizationId, lapsesAt, ...standing }: MemberStandingChanged): Promise<void> {
    if (userId === undefined) return;
    const user = await this.users.get(userId);
    if (!user?.hasJoined(organizationId)) throw notJoinedYet({ userId, organizationId });
    const { status, orgRole, version } = standing;
    const ends = lapsesAt === undefined ? {} : { lapsesAt: new Date(lapsesAt) };
    const isNews = user.hearStanding({ organizationId, status, orgRole, version, ...ends });
    if (isNews) await this.users.save(user);
  }
}
