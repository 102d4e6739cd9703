import type { Program } from '@portico/program';
import type { MembershipRules } from '../domain/membership-rules.js';

/** What a program says of memberships, in the domain's words. */
export const membershipRulesOf = ({ membership, invitation }: Program): MembershipRules => ({
  ...membership,
  invitation: invitation.lifetime,
});
