import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { KeepRefusal, messages } from '@portico/contracts';
import { AGateway, someId } from './a-gateway.js';
import { type Asking, askings, validInput } from './valid-input.js';

const flowToken = 'a-flow-token-that-is-long-enough';
const gateway = new AGateway();
let bearers: Record<string, string>;

const asServed = askings.filter(({ route }) => route.asked.subject !== undefined);

async function ask({ route, method, url, body }: Asking, headers: Record<string, string> = {}) {
  const kind = typeof route.admits === 'object' ? route.admits.staff : route.admits;
  const bearer = bearers[kind];
  const authorization: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {};
  return gateway.inject({ method, url, payload: body, headers: { ...authorization, ...headers } });
}

beforeAll(async () => {
  await gateway.start();
  bearers = { 'signed-in': await gateway.signedIn(), ops: await gateway.signedIn({ roles: ['ops'] }), flow: flowToken };
  gateway.bus.answer(KeepRefusal, { decisionId: someId });
  for (const { route } of asServed) gateway.bus.answer(route.asked, { id: someId } as never);
});
beforeEach(() => void gateway.bus.sent.splice(0));
afterAll(() => gateway.stop());

/** The contract, as it is fixed for frontends. */
const contract = `
POST /ops/registration-tokens 201 IssueRegistrationToken
GET /ops/registration-tokens/{tokenId} 200 GetRegistrationToken
POST /ops/registration-tokens/{tokenId}/reissue 201 ReissueRegistrationToken
POST /registrations 201 StartRegistration
GET /registrations/{registrationId} 200 GetRegistration
POST /registrations/{registrationId}/terms 200 AcceptTerms
POST /registrations/{registrationId}/account 200 EnterAccount
POST /registrations/{registrationId}/otp 202 SendRegistrationPasscode
POST /registrations/{registrationId}/otp/verify 200 VerifyRegistrationPasscode
POST /registrations/{registrationId}/conditions 200 AcceptConditions
POST /password-links/open 200 OpenPasswordLink
POST /password-links/{linkId}/otp 202 SendLinkPasscode
POST /password-links/{linkId}/otp/verify 200 VerifyLinkPasscode
POST /password-links/{linkId}/password 200 SetPassword
POST /password-resets 202 RequestPasswordReset
POST /login/identifier 200 Identify
POST /login/password 200 SignIn
GET /session 200 GetSession
PUT /session/organization 200 ChooseOrganization
POST /session/otp 202 SendSessionPasscode
POST /session/otp/verify 200 VerifySessionPasscode
DELETE /session 204 SignOut
GET /me 200 GetMe
PATCH /me 200 UpdateProfile
PUT /me/phone 202 RequestPhoneChange
POST /me/phone/verify 200 ProvePhoneChange
PUT /me/password 200 ChangePassword
GET /me/invitations 200 ListInvitations
POST /me/invitations/{invitationId}/acceptance 200 AcceptInvitation
GET /me/memberships 200 GetMemberships
GET /me/sessions 200 ListSessions
DELETE /me/sessions/{sessionId} 204 EndSession
POST /me/organizations 201 AddOrganization
GET /organizations 200 FindOrganizations
GET /organizations/{organizationId} 200 GetOrganization
GET /organizations/{organizationId}/domains 200 GetDomains
DELETE /organizations/{organizationId}/domains/{domain} 204 RemoveDomain
PUT /organizations/{organizationId}/directory-visibility 200 SetDirectoryVisibility
GET /organizations/{organizationId}/audit 200 ListAudit
GET /organizations/{organizationId}/audit/proof 200 GetAuditProof
POST /organizations/{organizationId}/users 201 AddUser
GET /organizations/{organizationId}/users 200 ListUsers
GET /organizations/{organizationId}/users/{userId} 200 GetUser
POST /organizations/{organizationId}/users/{userId}/invitation 202 ReissueInvitation
PUT /organizations/{organizationId}/users/{userId}/npi-permissions 200 SetNpiPermissions
PUT /organizations/{organizationId}/users/{userId}/correspondence-permissions 200 SetCorrespondencePermissions
POST /organizations/{organizationId}/users/{userId}/correspondence-permissions/bulk 200 SetCorrespondencePermissionsInBulk
PUT /organizations/{organizationId}/users/{userId}/organization-permission 200 SetOrganizationPermission
POST /organizations/{organizationId}/users/{userId}/deactivation 200 DeactivateUser
POST /organizations/{organizationId}/users/{userId}/reactivation 200 ReactivateUser
POST /organizations/{organizationId}/access-requests 201 RequestAccess
GET /organizations/{organizationId}/access-requests 200 ListAccessRequests
POST /organizations/{organizationId}/access-requests/{requestId}/approval 200 ApproveAccessRequest
POST /organizations/{organizationId}/access-requests/{requestId}/refusal 200 RefuseAccessRequest
GET /permissions 200 GetPermissions
GET /permissions/explain 200 ExplainPermission
GET /permissions/decisions/{decisionId} 200 GetDecision
GET /npis 200 ListNpis
GET /npis/{npi} 200 GetNpi
POST /npis/{npi}/pin/reveals 201 RevealPin
POST /npis/{npi}/pin/reset 200 ResetPin
POST /ops/organizations/{organizationId}/npis 201 AttachNpi
DELETE /ops/organizations/{organizationId}/npis/{npi} 204 DetachNpi
GET /dashboard 200 GetDashboard
GET /password-policy 200 GetPasswordPolicy
GET /programs/{program} 200 GetProgram`;

describe('the contract', () => {
  it('is what the routes say', () => {
    const said = askings.map(({ method, route, name }) => `${method} ${route.path} ${route.status} ${name}`);
    expect(said).toEqual(contract.trim().split('\n'));
  });

  it('has a route for every message that is not internal', () => {
    const routed = askings.map(({ name }) => name);
    const open = messages.filter(({ internal }) => !internal).map(({ name }) => name);
    expect(open.filter((name) => !routed.includes(name))).toEqual([]);
  });
});

describe.each(asServed)('$method $route.path', (asking) => {
  const { route, name } = asking;

  it(`sends ${name}, whole, and answers ${route.status}`, async () => {
    const answer = await ask(asking, { 'user-agent': 'a browser', 'if-match': '"7"' });
    expect(answer.statusCode).toBe(route.status);
    expect(answer.body).toBe(route.status === 204 ? '' : JSON.stringify({ id: someId }));
    const [sent] = gateway.bus.sent;
    expect(sent?.message).toBeInstanceOf(route.asked);
    for (const [field, value] of Object.entries(asking.body ?? {})) {
      expect(sent?.message).toHaveProperty(field, value);
    }
    const named = validInput(route.asked);
    for (const [, field = ''] of route.path.matchAll(/\{(\w+)\}/g))
      expect(sent?.message).toHaveProperty(field, named[field]);
    if (route.admits === 'flow') expect(sent?.message).toMatchObject({ flowToken });
  });

  it('speaks for whoever asked, never for whom a header or the body names', async () => {
    await ask(asking, { 'x-user-id': 'somebody', 'x-org-id': 'else', 'x-forwarded-user': 'root' });
    const actor = gateway.bus.sent[0]?.options.as;
    const isOpen = route.admits === 'anonymous' || route.admits === 'flow';
    expect(actor?.kind).toBe(isOpen ? 'anonymous' : 'user');
    expect(JSON.stringify(actor)).not.toMatch(/somebody|else|root/);
    if (asking.method === 'GET') return;
    const answer = await ask({ ...asking, body: { ...asking.body, actor: { kind: 'system', process: 'identity' } } });
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, '/actor']);
  });

  it('is closed to whoever does not carry what it asks', async () => {
    if (route.admits === 'anonymous') return;
    const none = await gateway.inject({ method: asking.method, url: asking.url, payload: asking.body });
    expect([none.statusCode, none.json().code]).toEqual([
      401,
      route.admits === 'flow' ? 'flow-token-required' : 'session-required',
    ]);
    expect(none.headers['www-authenticate']).toMatch(/^Bearer/);
    if (typeof route.admits !== 'object') return;
    const other = await ask({ ...asking, route: { ...route, admits: 'signed-in' } });
    expect(other.json()).toMatchObject({ status: 403, code: 'staff-only', decisionId: someId });
    expect(gateway.bus.sent.map(({ message }) => message)).toEqual([
      Object.assign(new KeepRefusal(), { action: route.admits.action, refusal: 'staff-only' }),
    ]);
  });
});

describe.each(asServed.filter(({ dryRun }) => dryRun))('a dry run of $method $route.path', (asking) => {
  const dry = (url: string): Asking => ({ ...asking, url });

  it('asks the service not to do it, and answers with what it would do', async () => {
    const answer = await ask(dry(`${asking.url}?dryRun=true`));
    expect([answer.statusCode, answer.json()]).toEqual([200, { id: someId }]);
    expect(gateway.bus.sent[0]?.message).toMatchObject({ dryRun: true });
  });

  it('is asked for by true or false, in the query, and by nothing else', async () => {
    const odd = await ask(dry(`${asking.url}?dryRun=perhaps`));
    const inBody = await ask({ ...asking, body: { ...asking.body, dryRun: true } });
    for (const answer of [odd, inBody])
      expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, '/dryRun']);
    expect(gateway.bus.sent).toHaveLength(0);
  });
});

it('lets the path win over a body that names the same field', async () => {
  const url = `/v1/registrations/${someId}/terms`;
  const payload = { registrationId: '0190a0a0-0000-7000-8000-0000000000ff', accepted: ['read'] };
  await gateway.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${flowToken}` } });
  expect(gateway.bus.sent[0]?.message).toMatchObject({ registrationId: someId });
});

it('takes secrets of a write from the body only', async () => {
  const url = '/v1/login/password?email=maria%40clinic.example&password=secret';
  const answer = await gateway.inject({
    method: 'POST',
    url,
    payload: { email: 'maria@clinic.example', password: 'x' },
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/email', '/password']);
});

it('takes the flow token from its header only', async () => {
  const url = `/v1/registrations/${someId}/terms`;
  const payload = { flowToken: 'another-flow-token-of-some-length', accepted: ['read'] };
  const headers = { authorization: `Bearer ${flowToken}` };
  const answer = await gateway.inject({ method: 'POST', url, payload, headers });
  expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, '/flowToken']);
});

it('tells the service how the client calls itself, which version it changes, and which language it reads', async () => {
  const [signIn, update, explain] = ['SignIn', 'UpdateProfile', 'ExplainPermission'].map(
    (name) => askings.find((each) => each.name === name) as Asking,
  );
  await ask(signIn as Asking, { 'user-agent': 'Mozilla/5.0\u0001 (x)' });
  expect(gateway.bus.sent[0]?.message).toMatchObject({ userAgent: 'Mozilla/5.0 (x)' });
  await ask(update as Asking, { 'if-match': '"7"' });
  expect(gateway.bus.sent[1]?.message).toMatchObject({ ifMatch: '7' });
  await ask(explain as Asking, { 'accept-language': 'es-MX, es' });
  expect(gateway.bus.sent[2]?.message).toMatchObject({ language: 'es-MX, es' });
});
