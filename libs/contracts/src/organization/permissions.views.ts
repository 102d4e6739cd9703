import { Flag, Id, Instant, OneOf, Parts, Text, Words } from '../fields.js';
import {
  type MembershipStatus,
  membershipStatuses,
  type OrganizationKind,
  organizationKinds,
  type OrgRole,
  orgRoles,
} from '../words.js';
import { NpiGrantView } from './people.views.js';

/** What a member may do with one NPI, and with each type of its correspondence. */
export class EffectiveNpiView extends NpiGrantView {
  @Words({ max: 100 }) types: string[];
  @Words({ max: 50 }) actions: string[];
}

/** What somebody may do now, with everything taken into account: status, limits, the program's policy. */
export class PermissionsView {
  @Id() userId: string;
  @OneOf(membershipStatuses) status: MembershipStatus;
  @OneOf(orgRoles) orgRole: OrgRole;
  /** Across the organization. */
  @Words({ max: 50 }) actions: string[];
  @Parts(() => EffectiveNpiView, { max: 500 }) npis: EffectiveNpiView[];
}

/** What the homepage is composed by; also for who may not read the organization's overview. */
export class OwnRightsView {
  @Words({ max: 2, of: organizationKinds }) kinds: OrganizationKind[];
  @OneOf(membershipStatuses) status: MembershipStatus;
  @OneOf(orgRoles) orgRole: OrgRole;
  /** Held for the organization or for any NPI or type of it. */
  @Words({ max: 50 }) actions: string[];
}

/** One link of the chain, in a sentence; `changedBy` says who can change it. */
export class FactView {
  @Text(60) kind: string;
  @Text(500) text: string;
  @Id({ optional: true, description: 'The user who made it so.' }) by?: string;
  @Instant({ optional: true }) at?: string;
  @Text(300, { optional: true }) changedBy?: string;
}

/** Allowed or not, and the chain of facts that made it so. */
export class ExplanationView {
  @Flag() allowed: boolean;
  @Text(60) action: string;
  @Text(1000, { description: 'The outcome in one sentence.' }) summary: string;
  @Parts(() => FactView, { max: 1000 }) because: FactView[];
}

export class DecisionView extends ExplanationView {
  @Id() id: string;
  @Instant() at: string;
  @Id({ optional: true }) userId?: string;
  @Text(10, { optional: true }) npi?: string;
  @Text(60, { optional: true }) type?: string;
  @Instant({ description: 'Kept until then.' }) keptUntil: string;
}

/** The record of a refusal; none for who has no organization in view. */
export class KeptRefusalView {
  @Id({ optional: true }) decisionId?: string;
}
