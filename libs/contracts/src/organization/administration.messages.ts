import { DryRun, Flag, Id, Instant, OneOf, PageSize, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { type AccessRequestStatus, accessRequestStatuses, npiForm } from '../words.js';
import { AuditListView, AuditProofView } from './audit.views.js';
import { NpiOnFile } from './on-file.js';
import {
  AccessRequestListView,
  AccessRequestView,
  DirectoryVisibilityView,
  EffectsView,
  FoundOrganizationListView,
  UserView,
} from './people.views.js';
import { DecisionView, ExplanationView, OwnRightsView, PermissionsView } from './permissions.views.js';

/** Only once no active user has an address in it (MC-DOM-02). */
export class RemoveDomain extends Command<EffectsView> {
  static readonly subject = 'organization.remove-domain';
  static readonly result = EffectsView;
  @Id() organizationId: string;
  @Text(254) domain: string;
  @DryRun() dryRun?: boolean;
}

/** Organizations of this name part with this NPI: what someone needs to ask for access, and no more (D-60). */
export class FindOrganizations extends Query<FoundOrganizationListView> {
  static readonly subject = 'organization.find-organizations';
  static readonly result = FoundOrganizationListView;
  @Text(200) name: string;
  @Pattern(npiForm) npi: string;
}

export class RequestAccess extends Command<AccessRequestView> {
  static readonly subject = 'organization.request-access';
  static readonly result = AccessRequestView;
  @Id() organizationId: string;
  @Text(500, { optional: true }) reason?: string;
}

export class ListAccessRequests extends Query<AccessRequestListView> {
  static readonly subject = 'organization.list-access-requests';
  static readonly result = AccessRequestListView;
  @Id() organizationId: string;
  @OneOf(accessRequestStatuses, { optional: true }) status?: AccessRequestStatus;
  @Text(200, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

/** Adds the person by invitation (MC-DIR-05). */
export class ApproveAccessRequest extends Command<UserView> {
  static readonly subject = 'organization.approve-access-request';
  static readonly result = UserView;
  @Id() organizationId: string;
  @Id() requestId: string;
  @Flag({ optional: true }) confirmNewDomain?: boolean;
}

export class RefuseAccessRequest extends Command<AccessRequestView> {
  static readonly subject = 'organization.refuse-access-request';
  static readonly result = AccessRequestView;
  @Id() organizationId: string;
  @Id() requestId: string;
  @Text(500, { optional: true }) reason?: string;
}

/** Effective permissions, of oneself unless a user is named (MC-REG-13). */
export class GetPermissions extends Query<PermissionsView> {
  static readonly subject = 'organization.get-permissions';
  static readonly result = PermissionsView;
  @Id({ optional: true }) user?: string;
}

/** Why somebody may or may not, in words a help desk can read out. */
export class ExplainPermission extends Query<ExplanationView> {
  static readonly subject = 'organization.explain-permission';
  static readonly result = ExplanationView;
  @Id({ optional: true }) user?: string;
  @Text(60) action: string;
  @Pattern(npiForm, { optional: true }) npi?: string;
  @Text(60, { optional: true }) type?: string;
}

/** A refusal that was met, by the `decisionId` of its problem; kept 90 days. */
export class GetDecision extends Query<DecisionView> {
  static readonly subject = 'organization.get-decision';
  static readonly result = DecisionView;
  @Id() decisionId: string;
}

/** What the person who asks may do in the organization in view, for any part of it; composes their homepage. */
export class GetOwnRights extends Query<OwnRightsView> {
  static readonly subject = 'organization.get-own-rights';
  static readonly result = OwnRightsView;
  static readonly internal = true;
}

/** Newest first. */
export class ListAudit extends Query<AuditListView> {
  static readonly subject = 'organization.list-audit';
  static readonly result = AuditListView;
  @Id() organizationId: string;
  @Text(100, { optional: true, description: 'Id of what was acted on or of who acted.' }) subject?: string;
  @Text(100, { optional: true }) action?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
  @Text(200, { optional: true }) cursor?: string;
  @PageSize(100) limit?: number;
}

export class GetAuditProof extends Query<AuditProofView> {
  static readonly subject = 'organization.get-audit-proof';
  static readonly result = AuditProofView;
  @Id() organizationId: string;
}

/** Whether the organization can be found in the Submitter Directory (MC-PRF-06). */
export class SetDirectoryVisibility extends Command<DirectoryVisibilityView> {
  static readonly subject = 'organization.set-directory-visibility';
  static readonly result = DirectoryVisibilityView;
  @Id() organizationId: string;
  @Flag() visible: boolean;
  @Text(20, { optional: true }) ifMatch?: string;
}

/** The department adds a provider number to an organization; its Org Admins hold it at once (MC-REG-14). */
export class AttachNpi extends Command<NpiOnFile> {
  static readonly subject = 'organization.attach-npi';
  static readonly result = NpiOnFile;
  @Id() organizationId: string;
  @Pattern(npiForm, { example: '1234567893' }) npi: string;
  @Text(200) providerName: string;
  @Text(80) providerType: string;
  @Text(80) enrollmentType: string;
}

/** The number leaves the organization; nobody there sees it from then on (MC-PIN-13, D-41). */
export class DetachNpi extends Command<EffectsView> {
  static readonly subject = 'organization.detach-npi';
  static readonly result = EffectsView;
  @Id() organizationId: string;
  @Pattern(npiForm) npi: string;
  @DryRun() dryRun?: boolean;
}
