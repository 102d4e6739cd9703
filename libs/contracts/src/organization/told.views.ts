import { Email, Id, Instant, OneOf, Parts, Text, Words } from '../fields.js';
import { type MembershipStatus, membershipStatuses, type OrgRole, orgRoles } from '../words.js';
import { NpiStanding } from './standing.js';

/** What a mail about a member says of them, and what it hangs on that it still holds. */
export class MemberView {
  @Id() organizationId: string;
  @Id() memberId: string;
  @Id({ optional: true }) accountId?: string;
  @Text(200) organizationName: string;
  @Text(40) program: string;
  @OneOf(membershipStatuses) status: MembershipStatus;
  @OneOf(orgRoles) orgRole: OrgRole;
  @Email({ optional: true }) email?: string;
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  /** When the membership ends by itself; that of the Org Admin who keeps the organization never does. */
  @Instant({ optional: true }) lapsesAt?: string;
  /** From when on the time without a sign-in counts. */
  @Instant() idleSince: string;
  @Parts(() => NpiStanding, { max: 500 }) npis: NpiStanding[];
}

export class HoldersView {
  @Text(200) organizationName: string;
  @Text(40) program: string;
  @Words({ max: 10_000 }, { description: 'Accounts of the Org Admins.' }) admins: string[];
  @Words({ max: 10_000 }, { description: 'Accounts that can see the PIN of the NPI, Org Admins left out.' })
  holders: string[];
}
