// The first journey as a person takes it, each step printed: what `npm start` shows.
import { readdirSync, statSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { home } from '../platform.mjs';
import { say } from '../say.mjs';
import { colleagues, join } from './colleagues.mjs';
import { complete, issueToken, register, setPassword, signIn, signInWithPasscode } from './journey.mjs';
import { anOrganization, aPassword, aPerson, PROGRAM } from './people.mjs';
import { portal as portalOf } from './portal.mjs';

export async function walk({ gateway }, { accounts }) {
  const portal = portalOf(gateway);
  const tell = (line) => say(`walk: ${line}`);
  const { sessionToken: ops } = await signIn(
    portal,
    accounts.find(({ role }) => role === 'ops'),
  );
  const organization = anOrganization();
  const person = aPerson(organization);

  const token = await issueToken(portal, ops, { program: PROGRAM, organization }, tell);
  tell(`the letter lies in ${newestLetter()}`);
  await register(portal, { program: PROGRAM, token: token.secret, person, organization }, tell);
  await setPassword(portal, person, tell);

  const { sessionToken } = await signIn(portal, person, tell);
  await look(portal, sessionToken, tell);
  await portal.delete('/session', sessionToken);
  tell('signed out');

  await forget(portal, person, tell);
  const again = await signIn(portal, person, tell);
  await addOrganization(portal, { ops, person, session: again.sessionToken }, tell);
  await runOrganization(portal, { person, organization }, tell);
}

/** The daily work: a colleague is invited, given an NPI, shown its PIN, explained, deactivated. */
async function runOrganization(portal, { person, organization }, tell) {
  const { sessionToken: admin, organizations } = await signIn(portal, person);
  const { organizationId } = organizations.find(({ name }) => name === organization.legalName);
  await portal.put('/session/organization', { organizationId }, admin);
  const [colleague] = colleagues;
  const nadia = await join(portal, { organization, organizationId, admin, colleague }, tell);
  const session = await signInWithPasscode(portal, nadia);
  const [{ npi }] = organization.npis;
  await npiOf(portal, npi, session);
  const { expiresIn } = await portal.post(`/npis/${npi}/pin/reveals`, {}, session);
  tell(`PIN of ${npi} shown to ${nadia.email} for ${expiresIn} seconds`);
  const { nextResetAt } = await portal.post(`/npis/${npi}/pin/reset`, {}, session);
  tell(`PIN reset; again from ${nextResetAt}`);
  await explain(portal, { admin, userId: nadia.userId, npi }, tell);
  await deactivate(portal, { admin, organizationId, userId: nadia.userId }, tell);
  const { number } = await portal.get(`/organizations/${organizationId}/audit/proof`, admin);
  tell(`audit chain of ${organization.legalName}: ${number} records`);
}

/** Waits until the level that was just set has reached the service of the PINs. */
async function npiOf(portal, npi, session) {
  for (const until = Date.now() + 20_000; ; await sleep(100)) {
    const seen = await portal.get(`/npis/${npi}`, session).catch(({ status }) => status);
    if (typeof seen === 'object') return;
    if (seen !== 404 || Date.now() > until) throw new Error(`The NPI ${npi} was not to be seen: ${seen}.`);
  }
}

async function explain(portal, { admin, userId, npi }, tell) {
  const { summary } = await portal.get(`/permissions/explain?user=${userId}&action=pin.view&npi=${npi}`, admin);
  tell(`explained: “${summary}”`);
}

async function deactivate(portal, { admin, organizationId, userId }, tell) {
  const path = `/organizations/${organizationId}/users/${userId}/deactivation`;
  const { effects } = await portal.post(`${path}?dryRun=true`, {}, admin);
  tell(`deactivation would: ${effects.map(({ kind }) => kind).join(', ') || 'change nothing else'}`);
  const { status } = await portal.post(path, {}, admin);
  tell(`colleague ${status}`);
}

/** The file that was written last. */
function newestLetter() {
  const folder = pathOf(home, 'letters');
  const times = readdirSync(folder).map((name) => [statSync(pathOf(folder, name)).mtimeMs, pathOf(folder, name)]);
  return times.sort(([one], [other]) => other - one)[0]?.[1] ?? folder;
}

async function look(portal, session, tell) {
  const { items } = await portal.get('/me/memberships', session);
  const dashboard = await portal.get('/dashboard', session);
  tell(
    `dashboard of ${items[0].name}, ${items[0].orgRole} of ${items[0].npiPermissions?.length ?? 0} NPIs: ${Object.keys(dashboard).join(', ')}`,
  );
}

async function forget(portal, person, tell) {
  const before = await portal.sent({ kind: 'mail', to: person.email });
  await portal.post('/password-resets', { email: person.email, program: PROGRAM });
  tell('forgot the password, asks for a reset');
  await newer(portal, person.email, before);
  person.password = aPassword();
  await setPassword(portal, person, tell);
}

async function newer(portal, to, before) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(100)) {
    if ((await portal.sent({ kind: 'mail', to })).secret !== before.secret) return;
  }
  throw new Error(`No new mail came to ${to}.`);
}

async function addOrganization(portal, { ops, person, session }, tell) {
  const second = anOrganization();
  const token = await issueToken(portal, ops, { program: PROGRAM, organization: second }, tell);
  const begun = await portal.post('/me/organizations', { token: token.secret }, session);
  await complete(portal, begun, { person, organization: second }, tell);
  const { items } = await portal.get('/me/memberships', session);
  tell(`two organizations now: ${items.map(({ name }) => name).join(' and ')}`);
}
