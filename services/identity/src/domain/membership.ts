/** A person's place in an organization, as sign-in lists it: a projection of the organization service's facts. */
export interface Membership {
  readonly organizationId: string;
  readonly memberId: string;
  readonly name: string;
  readonly program: string;
  readonly kinds: readonly ('provider' | 'submitter')[];
  readonly orgRole: 'admin' | 'processor' | 'none';
  /** `invited` until the person accepts: listed, and not entered before (D-11). */
  readonly status: 'invited' | 'active' | 'deactivated';
  /** Of one that is `invited`. */
  readonly invitation?: ShownInvitation;
  /** It ends then by itself, whether anybody has said so yet or not (MC-ADM-15, MC-ADM-16). */
  readonly lapsesAt?: Date;
  /** Version of the standing that this follows, as the organization counts; none before the first was heard. */
  readonly standing?: number;
}

export const isActive = ({ status }: Membership): boolean => status === 'active';

/** Whether its organization can be entered now. */
export const isOpen = (membership: Membership, at: Date): boolean =>
  isActive(membership) && (membership.lapsesAt === undefined || at < membership.lapsesAt);

/** What a member's standing says of a membership: the newest version counts. */
export interface StandingHeard {
  readonly organizationId: string;
  readonly status: Membership['status'];
  readonly orgRole: Membership['orgRole'];
  readonly lapsesAt?: Date;
  readonly version: number;
}

/** An invitation as its person sees it among their memberships; the newest version counts. */
export interface ShownInvitation {
  readonly id: string;
  readonly isOpen: boolean;
  readonly expiresAt: Date;
  readonly version: number;
}

export interface InvitedMembership extends Membership {
  readonly status: 'invited';
  readonly invitation: ShownInvitation;
}

/** Whether it can be accepted now. */
export const isPending = ({ status, invitation }: Membership, at: Date): boolean =>
  status === 'invited' && invitation !== undefined && invitation.isOpen && at < invitation.expiresAt;

/** With what an invitation has come to; nothing comes late, and nothing comes over an organization that was joined. */
export function withInvitation(memberships: readonly Membership[], invited: InvitedMembership): readonly Membership[] {
  const known = memberships.find(({ organizationId }) => organizationId === invited.organizationId);
  const isNews = known === undefined || (known.invitation?.version ?? Infinity) < invited.invitation.version;
  return isNews ? withMembership(memberships, invited) : memberships;
}

/** The list as it is after a standing was heard; the same list, if there is nothing new in it. */
export function withStanding(memberships: readonly Membership[], heard: StandingHeard): readonly Membership[] {
  const known = memberships.find(({ organizationId }) => organizationId === heard.organizationId);
  if (!known || (known.standing ?? 0) >= heard.version) return memberships;
  const { status, orgRole, lapsesAt, version: standing } = heard;
  return withMembership(memberships, { ...known, status, orgRole, lapsesAt, standing });
}

/** A person is in an organization once. */
export const withMembership = (memberships: readonly Membership[], membership: Membership): Membership[] => [
  ...memberships.filter(({ organizationId }) => organizationId !== membership.organizationId),
  membership,
];
