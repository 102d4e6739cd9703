import type { MembershipView } from '@portico/contracts';
import type { Membership } from '../domain/membership.js';

export const membershipView = ({ kinds, ...membership }: Membership): MembershipView => ({
  ...membership,
  kinds: [...kinds],
});
