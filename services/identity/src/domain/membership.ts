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
}

export const isActive = ({ status }: Membership): boolean => status === 'active';

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

/** A person is in an organization once. */
export const withMembership = (memberships: readonly Membership[], membership: Membership): Membership[] => [
  ...memberships.filter(({ organizationId }) => organizationId !== membership.organizationId),
  membership,
];
