import { Flag, Id, OneOf, PageSize, Pattern, Text } from '../fields.js';
import { Command, Query } from '../message.js';
import { type AccessRequestStatus, accessRequestStatuses, npiForm } from '../words.js';
import { AccessRequestListView, AccessRequestView, FoundOrganizationListView, UserView } from './people.views.js';

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
