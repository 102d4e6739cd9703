import type { InviteeView } from '@portico/contracts';

/** Whom an organization invites; the organization service decides, here it is only asked. */
export abstract class Invitees {
  /** As the organization has them now; nothing when there is no such member. */
  abstract of(organizationId: string, memberId: string): Promise<InviteeView | undefined>;
}
