import type { HoldersView, MemberView } from '@portico/contracts';

/** What mails say of members; the organization service decides and knows, here it is only asked. */
export abstract class MembersElsewhere {
  /** As they are now; nothing when there is no such member. */
  abstract member(organizationId: string, memberId: string): Promise<MemberView | undefined>;
  /** The accounts of the Org Admins, and of those who can see the PIN of an NPI that is named. */
  abstract holders(organizationId: string, npi?: string): Promise<HoldersView | undefined>;
}
