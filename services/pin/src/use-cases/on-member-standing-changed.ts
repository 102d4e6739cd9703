import type { Standing } from '@portico/access';
import { MemberStandingChanged } from '@portico/contracts';
import { Reacts } from '@portico/messaging';
import { Standings } from './standings.js';

/** Rights may be this old, in milliseconds, before nobody is shown a PIN by them. */
const within = 5_000;

/** What a member may do changed: the newest counts. */
@Reacts(MemberStandingChanged, { within })
export class OnMemberStandingChanged {
  constructor(private readonly standings: Standings) {}

  react(told: MemberStandingChanged): Promise<void> {
    const { organizationName: _name, kinds: _kinds, ...standing } = told;
    return this.standings.keep(standing satisfies Standing);
  }
}
