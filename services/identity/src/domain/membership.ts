/** A person's place in an organization, as sign-in lists it: a projection of the organization service's facts. */
export interface Membership {
  readonly organizationId: string;
  readonly memberId: string;
  readonly name: string;
  readonly program: string;
  readonly kinds: readonly ('provider' | 'submitter')[];
  readonly orgRole: 'admin' | 'processor' | 'none';
  readonly status: 'active' | 'deactivated';
}

export const isActive = ({ status }: Membership): boolean => status === 'active';
