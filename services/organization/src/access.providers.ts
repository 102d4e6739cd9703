import { RefusedDecisions } from '@portico/access';
import { MongoAccessRequests } from './adapters/mongo.access-requests.js';
import { MongoDecisions } from './adapters/mongo.decisions.js';
import { MongoHolders } from './adapters/mongo.holders.js';
import { MongoRefusalRecords, MongoRefusedDecisions } from './adapters/mongo.refused-decisions.js';
import { AccessRequests } from './domain/access-requests.js';
import { Holders } from './domain/holders.js';
import { ExplainPermissionHandler } from './reads/explain-permission.js';
import { FindOrganizationsHandler } from './reads/find-organizations.js';
import { GetDecisionHandler } from './reads/get-decision.js';
import { GetMemberHandler } from './reads/get-member.js';
import { GetOwnRightsHandler } from './reads/get-own-rights.js';
import { GetPermissionsHandler } from './reads/get-permissions.js';
import { GetUserHandler } from './reads/get-user.js';
import { ListAccessRequestsHandler } from './reads/list-access-requests.js';
import { ListHoldersHandler } from './reads/list-holders.js';
import { ListUsersHandler } from './reads/list-users.js';
import { Named } from './reads/named.js';
import { Places } from './reads/places.js';
import { Approvals } from './use-cases/approvals.js';
import { ApproveAccessRequestHandler } from './use-cases/approve-access-request.js';
import { AttachNpiHandler } from './use-cases/attach-npi.js';
import { Decisions } from './use-cases/decisions.js';
import { DetachNpiHandler } from './use-cases/detach-npi.js';
import { KeepRefusalHandler } from './use-cases/keep-refusal.js';
import { OnAccessRequestApproved } from './use-cases/on-access-request-approved.js';
import { OnOrganizationAccessRefused } from './use-cases/on-organization-access-refused.js';
import { OnPinAccessRefused } from './use-cases/on-pin-access-refused.js';
import { RefuseAccessRequestHandler } from './use-cases/refuse-access-request.js';
import { RequestAccessHandler } from './use-cases/request-access.js';
import { SetDirectoryVisibilityHandler } from './use-cases/set-directory-visibility.js';

const commands = [
  RequestAccessHandler,
  ApproveAccessRequestHandler,
  RefuseAccessRequestHandler,
  AttachNpiHandler,
  DetachNpiHandler,
  SetDirectoryVisibilityHandler,
  KeepRefusalHandler,
];

const reads = [
  ListUsersHandler,
  GetUserHandler,
  GetPermissionsHandler,
  ExplainPermissionHandler,
  GetDecisionHandler,
  GetOwnRightsHandler,
  FindOrganizationsHandler,
  ListAccessRequestsHandler,
  GetMemberHandler,
  ListHoldersHandler,
];
const reactions = [OnAccessRequestApproved, OnOrganizationAccessRefused, OnPinAccessRefused];
const parts = [Places, Named, Approvals];
const adapters = [
  ...[MongoAccessRequests, MongoDecisions, MongoRefusalRecords],
  { provide: AccessRequests, useExisting: MongoAccessRequests },
  { provide: Holders, useClass: MongoHolders },
  { provide: Decisions, useExisting: MongoDecisions },
  { provide: RefusedDecisions, useClass: MongoRefusedDecisions },
];

/** Who may do what, and why: what people see of it, what they ask for, and what they were refused. */
export const accessProviders = [...commands, ...reads, ...reactions, ...parts, ...adapters];
