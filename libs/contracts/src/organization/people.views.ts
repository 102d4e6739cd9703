import { Email, Flag, Id, Instant, OneOf, Part, Parts, Pattern, Text, Whole, Words } from '../fields.js';
import {
  type AccessRequestStatus,
  accessRequestStatuses,
  type NpiLevel,
  npiForm,
  npiLevels,
  type OrgRole,
  orgRoles,
  type UserAction,
  userActions,
  type UserStatus,
  userStatuses,
} from '../words.js';

/** A row of the user list. `id` is the person's place in this organization: what every path calls `userId`. */
export class UserItemView {
  @Id() id: string;
  @Email({ optional: true }) email?: string;
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  @OneOf(userStatuses) status: UserStatus;
  @OneOf(orgRoles) orgRole: OrgRole;
}

export class UserListView {
  @Parts(() => UserItemView, { max: 100 }) items: UserItemView[];
  @Text(200, { optional: true }) nextCursor?: string;
}

/** A level on one NPI; limits that are absent do not limit. */
export class NpiGrantView {
  @Pattern(npiForm) npi: string;
  @Text(200, { optional: true }) providerName?: string;
  @OneOf(npiLevels) level: NpiLevel;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true, description: 'In force until just before.' }) to?: string;
}

export class NamedTypeView {
  @Text(60) id: string;
  @Text(200) name: string;
}

/** Correspondence types granted for one NPI, by their display names as well (MC-PRM-13). */
export class CorrespondenceGrantView {
  @Pattern(npiForm) npi: string;
  @Parts(() => NamedTypeView, { max: 100 }) types: NamedTypeView[];
}

/** Sent with an invitation: when it ends, and how many were sent. */
export class InvitationStateView {
  @Instant() sentAt: string;
  @Instant() expiresAt: string;
  @Whole() count: number;
}

/** User Management and Permissions: who it is, what they hold in three blocks, what can be done now (MC-ADM-07, 08). */
export class UserView extends UserItemView {
  @Text(40, { optional: true, description: 'Masked; the last four digits.' }) mobilePhone?: string;
  @Text(40, { optional: true, description: 'Masked; the last four digits.' }) businessPhone?: string;
  @Id({ optional: true, description: 'The account, once the person has one.' }) accountId?: string;
  @Instant() since: string;
  @Instant({ optional: true }) lastSignInAt?: string;
  /** Without a change before it, the membership ends then by itself (MC-ADM-15, MC-ADM-16). */
  @Instant({ optional: true }) lapsesAt?: string;
  @Part(() => InvitationStateView, { optional: true }) invitation?: InvitationStateView;
  @Parts(() => NpiGrantView, { max: 500 }) npiPermissions: NpiGrantView[];
  @Parts(() => CorrespondenceGrantView, { max: 500 }) correspondencePermissions: CorrespondenceGrantView[];
  @OneOf(orgRoles) organizationPermission: OrgRole;
  @Words({ max: 3, of: userActions }) actions: UserAction[];
  @Text(20) version: string;
}

export const effectKinds = [
  'sessions-end',
  'access-lost',
  'npi-without-admin',
  'grants-cleared',
  'mail',
  'domain-added',
  'domain-removed',
  'npi-removed',
  'refused',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** One thing that a change does beyond itself, or, when nothing would be changed, the refusal it would meet. */
export class EffectView {
  @OneOf(effectKinds) kind: EffectKind;
  @Id({ optional: true, description: 'The user that it happens to.' }) userId?: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
  @Text(254, { optional: true }) domain?: string;
  @Text(60, { optional: true, description: 'Template of a mail.' }) template?: string;
  @Text(60, { optional: true, description: 'Code of a refusal.' }) code?: string;
  @Whole({ optional: true }) count?: number;
}

export class EffectsView {
  @Parts(() => EffectView, { max: 2000 }) effects: EffectView[];
}

/** A user after a change, with what it did; under `dryRun` as they are, with what it would do. */
export class UserChangedView extends UserView {
  @Parts(() => EffectView, { max: 2000 }) effects: EffectView[];
}

/** Someone asks to be let into an organization; nothing of the organization's people is told (D-60). */
export class AccessRequestView {
  @Id() id: string;
  @Id() organizationId: string;
  @OneOf(accessRequestStatuses) status: AccessRequestStatus;
  @Instant() askedAt: string;
  @Email({ optional: true, description: 'Only for those who decide.' }) email?: string;
  @Text(100, { optional: true }) firstName?: string;
  @Text(100, { optional: true }) lastName?: string;
  @Text(500, { optional: true }) reason?: string;
  @Text(500, { optional: true }) refusal?: string;
  @Id({ optional: true, description: 'The user that an approval added.' }) userId?: string;
  @Text(20) version: string;
}

export class AccessRequestListView {
  @Parts(() => AccessRequestView, { max: 100 }) items: AccessRequestView[];
  @Text(200, { optional: true }) nextCursor?: string;
}

export class FoundOrganizationView {
  @Id() id: string;
  @Text(200) legalName: string;
}

export class FoundOrganizationListView {
  @Parts(() => FoundOrganizationView, { max: 20 }) items: FoundOrganizationView[];
}

export class DirectoryVisibilityView {
  @Flag() visible: boolean;
  @Text(20) version: string;
}
