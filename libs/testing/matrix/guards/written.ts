import type { ProcessName } from '../../src/index.js';

interface Planted {
  what: string;
  find: string;
  put: string;
  operations?: readonly string[];
  /** It is seen in what those are shown who may: they are asked, too. */
  shows?: boolean;
}

const ofUsers = ['AddUser', 'SetNpiPermissions', 'DeactivateUser', 'RefuseAccessRequest'];
const ofReads = ['GetUser', 'ListUsers', 'GetOrganization', 'GetDomains', 'GetPermissions', 'GetDecision', 'ListAudit'];
const ofPins = ['GetNpi', 'RevealPin', 'ResetPin'];
const ofFlows = ['GetRegistration', 'AcceptTerms'];

/** Predicates of organization, owner and status: what no pattern finds. */
export const writtenFaults: readonly (Planted & { process: ProcessName; path: string })[] = [
  {
    ...{ process: 'organization', path: 'reads/stored.js', what: 'reads look at any organization' },
    ...{ find: 'actor.organizationId !== organizationId', put: 'false', operations: ofReads },
  },
  {
    ...{ process: 'organization', path: 'reads/places.js', what: 'reads believe a claim of membership' },
    ...{ find: 'each.userId === userId', put: 'true', operations: ofReads },
  },
  {
    ...{ process: 'organization', path: 'reads/places.js', what: 'reads take who was deactivated' },
    ...{ find: "standing?.status !== 'active'", put: '!standing', operations: ofReads },
  },
  {
    ...{ process: 'organization', path: 'reads/places.js', what: 'lists take who was deactivated or a stranger' },
    ...{ find: "own.userId !== personOf(actor) || own.status !== 'active'", put: 'false', operations: ['ListUsers'] },
  },
  {
    ...{ process: 'organization', path: 'reads/get-decision.js', what: 'a decision of any organization' },
    ...{ find: '$match: { _id, organizationId }', put: '$match: { _id }', operations: ['GetDecision'] },
  },
  {
    ...{ process: 'organization', path: 'reads/rows.js', what: 'rows of every organization' },
    ...{ find: 'rangeOf({ scope: asked.organizationId, cursor: asked.cursor })', put: "({ $gt: '' })" },
    ...{ operations: ['ListUsers', 'ListAccessRequests'], shows: true },
  },
  {
    ...{ process: 'organization', path: 'reads/places.js', what: 'members of any organization, read' },
    ...{
      find: '_id: { $in: ids }',
      put: "memberId: { $in: ids.map((id) => id.split('|')[1]) }",
      operations: ['GetUser'],
    },
  },
  {
    ...{
      process: 'organization',
      path: 'adapters/mongo.people-at-hand.js',
      what: 'members of any organization, changed',
    },
    ...{ find: '_id: { $in: ids }', put: "memberId: { $in: ids.map((id) => id.split('|')[1]) }", operations: ofUsers },
  },
  {
    ...{ process: 'organization', path: 'adapters/mongo.access-requests.js', what: 'requests of any organization' },
    ...{ find: 'return this.get(`${organizationId}|${requestId}`)', put: 'return this.find({ requestId })' },
    ...{ operations: ['RefuseAccessRequest', 'ApproveAccessRequest'] },
  },
  {
    ...{ process: 'organization', path: 'use-cases/desks.js', what: 'changes in any organization' },
    ...{ find: 'actor.organizationId !== organizationId', put: 'false', operations: ofUsers },
  },
  {
    ...{ process: 'organization', path: 'use-cases/desks.js', what: 'changes believe a claim of membership' },
    ...{ find: 'member.state.userId === userId', put: 'true', operations: ofUsers },
  },
  {
    ...{ process: 'organization', path: 'use-cases/desks.js', what: 'changes by who was deactivated' },
    ...{ find: "standing?.status !== 'active'", put: '!standing', operations: ofUsers },
  },
  {
    ...{ process: 'pin', path: 'adapters/mongo.pins-at-hand.js', what: 'PINs of numbers that left' },
    ...{ find: 'npi), isAttached: true', put: 'npi)', operations: ofPins },
  },
  {
    ...{ process: 'pin', path: 'use-cases/sight.js', what: 'PINs of numbers not in sight' },
    ...{ find: "!this.gate.may(actor, rights, 'npi.read', { npi })", put: 'false', operations: ofPins },
  },
  {
    ...{ process: 'pin', path: 'reads/get-npi.js', what: 'numbers that left' },
    ...{ find: '_id, isAttached: true', put: '_id', operations: ofPins },
  },
  {
    ...{ process: 'pin', path: 'reads/get-npi.js', what: 'numbers not in sight' },
    ...{ find: "!this.gate.may(actor, rights, 'npi.read', { npi })", put: 'false', operations: ofPins },
  },
  {
    ...{ process: 'pin', path: 'reads/list-npis.js', what: 'lists of all that was ever given' },
    ...{ find: "this.gate.may(actor, rights, 'npi.read', { npi })", put: 'true', operations: ['ListNpis'] },
  },
  {
    ...{ process: 'identity', path: 'use-cases/accept-invitation.js', what: 'an invitation of somebody else' },
    ...{ find: 'invitation?.state.email !== account.email', put: '!invitation', operations: ['AcceptInvitation'] },
  },
  {
    ...{ process: 'identity', path: 'use-cases/end-session.js', what: 'a session of somebody else' },
    ...{ find: 'session.state.userId !== actor.userId', put: 'false', operations: ['EndSession'] },
  },
  {
    ...{ process: 'identity', path: 'use-cases/choose-organization.js', what: 'an organization that one is not in' },
    ...{ find: 'membership.organizationId === organizationId', put: 'true', operations: ['ChooseOrganization'] },
  },
  {
    ...{ process: 'identity', path: 'use-cases/registrations-at-hand.js', what: 'a registration of somebody else' },
    ...{
      find: '!this.secrets.same(flowTokenOf(registration, this.secrets), flowToken)',
      put: 'false',
      operations: ofFlows,
    },
  },
  {
    ...{ process: 'identity', path: 'use-cases/links-at-hand.js', what: 'a link without its opening' },
    ...{
      find: '!this.secrets.same(this.flowToken(link, opening), flowToken)',
      put: 'false',
      operations: ['SendLinkPasscode'],
    },
  },
  {
    ...{ process: 'gateway', path: 'auth/admission.js', what: 'staff routes for everybody' },
    ...{ find: 'throw staffOnly({ action })', put: 'void 0', operations: ['AttachNpi', 'GetRegistrationToken'] },
  },
  {
    ...{ process: 'gateway', path: 'auth/admission.js', what: 'routes without a session' },
    ...{ find: 'await super.canActivate(context);', put: 'return;', operations: ['GetMe', 'ListUsers'] },
  },
  {
    ...{ process: 'gateway', path: 'auth/admission.js', what: 'steps of a flow without its token' },
    ...{ find: 'throw flowTokenRequired()', put: 'void 0', operations: ofFlows },
  },
  {
    ...{ process: 'gateway', path: 'input/input.js', what: 'what stands beside the path wins' },
    ...{ find: '...sent, ...request.params', put: '...request.params, ...sent', operations: ['GetUser', 'GetNpi'] },
  },
];

const everywhere = ['identity', 'organization', 'pin'] as const;

/** What all services share. */
export const libraryFaults: readonly (Planted & {
  path: string;
  processes: readonly ProcessName[];
  operations: readonly string[];
})[] = [
  {
    ...{ path: 'libs/access/dist/gatekeeper.js', what: 'people do what processes do' },
    ...{ find: "kind !== 'system' || process === undefined || !processes.includes(process)", put: 'false' },
    ...{ processes: everywhere, operations: ['GetInvitee', 'AddStaff', 'RebuildStandings'] },
  },
  {
    ...{ path: 'libs/access/dist/gatekeeper.js', what: 'everybody is staff' },
    ...{ find: "scope.kind === 'staff' && !hasRole(actor, scope.role)", put: 'false' },
    ...{ processes: everywhere, operations: ['AttachNpi', 'GetRegistrationToken'] },
  },
  {
    ...{ path: 'libs/access/dist/gatekeeper.js', what: 'nobody needs to sign in' },
    ...{ find: "actor.kind !== 'user' || actor.userId === undefined", put: 'false' },
    ...{ processes: everywhere, operations: ['ListUsers', 'GetNpi', 'ListSessions'] },
  },
  {
    ...{ path: 'libs/access/dist/gatekeeper.js', what: 'no organization needs to be in view' },
    ...{ find: 'actor.organizationId === undefined || actor.memberId === undefined', put: 'false' },
    ...{ processes: everywhere, operations: ['ListUsers', 'GetNpi'] },
  },
  {
    ...{ path: 'libs/access/dist/rights.js', what: 'rights of whoever is named' },
    ...{ find: 'return isMember &&', put: 'return true ||' },
    ...{ processes: ['pin'], operations: ofPins },
  },
  {
    ...{ path: 'libs/access/dist/rights.js', what: 'rights of who was deactivated' },
    ...{ find: "status !== 'active'", put: 'false' },
    ...{ processes: ['pin'], operations: ofPins },
  },
  {
    ...{ path: 'libs/access/dist/rights.js', what: 'rights that are over' },
    ...{ find: 'at < this.#to ?', put: 'true ?' },
    ...{ processes: ['pin'], operations: ofPins },
  },
  {
    ...{ path: 'libs/access/dist/member.js', what: 'every level gives everything' },
    ...{ find: 'Object.hasOwn(levels, level) &&', put: 'true ||' },
    ...{ processes: ['organization', 'pin'], operations: ['ListUsers', 'RevealPin'] },
  },
  {
    ...{ path: 'libs/program/dist/step-up.gatekeeper.js', what: 'no passcode is asked for' },
    ...{ find: 'stepUp.includes(action)', put: 'false' },
    ...{ processes: everywhere, operations: ['RevealPin', 'ChangePassword'] },
  },
  {
    ...{ path: 'libs/messaging/dist/refusal-record.js', what: 'refusals leave no record' },
    ...{ find: "refused?.kind !== 'forbidden'", put: 'true' },
    ...{ processes: ['organization', 'pin'], operations: ['ListUsers', 'RevealPin'] },
  },
];
