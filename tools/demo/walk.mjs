// The first journey as a person takes it, each step printed: what `npm start` shows.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../platform.mjs';
import { say } from '../say.mjs';
import { complete, issueToken, register, setPassword, signIn } from './journey.mjs';
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
}

/** The file that was written last. */
function newestLetter() {
  const folder = join(home, 'letters');
  const times = readdirSync(folder).map((name) => [statSync(join(folder, name)).mtimeMs, join(folder, name)]);
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
  for (
    const until = Date.now() + 20_000;
    Date.now() < until;
    await new Promise((resolve) => setTimeout(resolve, 100))
  ) {
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
