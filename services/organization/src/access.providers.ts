import { RefusedDecisions } from '@portico/access';
import { MongoAccessRequests } from './adapters/mongo.access-requests.js';
import { MongoDecisions } from './adapters/mongo.decisions.js';
import { MongoRefusalRecords, MongoRefusedDecisions } from './adapters/mongo.refused-decisions.js';
import { ExplainPermissionHandler } from './reads/explain-permission.js';
import { FindOrganizationsHandler } from './reads/find-organizations.js';
import { GetDecisionHandler } from './reads/get-decision.js';
import { GetOwnRightsHandler } from './reads/get-own-rights.js';
import { GetPermissionsHandler } from './reads/get-permissions.js';
import { GetUserHandler } from './reads/get-user.js';
import { ListAccessRequestsHandler } from './reads/list-access-requests.js';
import { ListUsersHandler } from './reads/list-users.js';
import { Named } from './reads/named.js';
import { Places } from './reads/places.js';
import { Decisions } from './use-cases/decisions.js';
import { OnOrganizationAccessRefused } from './use-cases/on-organization-access-refused.js';
import { OnPinAccessRefused } from './use-cases/on-pin-access-refused.js';

const reads = [
  ListUsersHandler,
  GetUserHandler,
  GetPermissionsHandler,
  ExplainPermissionHandler,
  GetDecisionHandler,
  GetOwnRightsHandler,
  FindOrganizationsHandler,
  ListAccessRequestsHandler,
];
const reactions = [OnOrganizationAccessRefused, OnPinAccessRefused];
const parts = [Places, Named];
const adapters = [
  ...[MongoAccessRequests, MongoDecisions, MongoRefusalRecords],
  { provide: Decisions, useExisting: MongoDecisions },
  { provide: RefusedDecisions, useClass: MongoRefusedDecisions },
];

/** Who may do what, and why: what people see of it, what they ask for, and what they were refused. */
export const accessProviders = [...reads, ...reactions, ...parts, ...adapters];
