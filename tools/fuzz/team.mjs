// Three organizations of the fuzzed world: a clinic with people in each role and something to act on, and two others
// whose admins meet it from outside: one is invited to it, one asks for access.
import { setTimeout as sleep } from 'node:timers/promises';
import { colleagues, join } from '../demo/colleagues.mjs';
import { issueToken, register, setPassword, signIn, signInWithPasscode, walkTo } from '../demo/journey.mjs';
import { anOrganization, aPerson, npi, PROGRAM } from '../demo/people.mjs';

const quiet = () => undefined;

/** An organization with its first Org Admin, signed in. */
export async function founded(client, ops) {
  const organization = anOrganization();
  const person = aPerson(organization);
  const token = await issueToken(client, ops, { program: PROGRAM, organization }, quiet);
  await register(client, { program: PROGRAM, token: token.secret, person, organization }, quiet);
  await setPassword(client, person, quiet);
  const { sessionToken: admin, organizations } = await signIn(client, person);
  return { organization, person, admin, tokenId: token.id, organizationId: organizations[0].organizationId };
}

/** Answers the accounts, and ids of what is in the clinic. */
export async function aTeam(client, ops) {
  const [clinic, asker, guest] = [await founded(client, ops), await founded(client, ops), await founded(client, ops)];
  const people = {};
  for (const colleague of colleagues) people[colleague.role] = await join(client, { ...clinic, colleague }, quiet);
  const users = `/organizations/${clinic.organizationId}/users`;
  const invited = await invite(client, { users, admin: clinic.admin }, aPerson(clinic.organization, ['Ines', 'Moor']));
  await invite(client, { users, admin: clinic.admin }, guest.person);
  const asked = await client.post(`/organizations/${clinic.organizationId}/access-requests`, {}, asker.admin);
  const secrets = await secretsOf(client, clinic);
  const victims = [people.processor.userId, people['without-permissions'].userId, invited.id];
  return {
    accounts: { admin: clinic.person, asker: asker.person, guest: guest.person, ...accountsOf(people) },
    invited: await invitedFlows(client, { users, clinic, secrets }),
    secrets,
    ids: {
      organizationId: [clinic.organizationId],
      tokenId: [clinic.tokenId],
      userId: victims,
      npi: clinic.organization.npis.map((each) => each.npi),
      requestId: [asked.id],
      invitationId: [await invitationOf(client, guest)],
      decisionId: [await refusal(client, { users, people })],
      domain: [clinic.organization.contactEmail.split('@')[1]],
    },
    elsewhere: { organizationId: [asker.organizationId], npi: freeNpis() },
  };
}

/** What must stand in no log, by name; the invitations come to it. */
async function secretsOf(client, { person, organization }) {
  const bearer = await strongSession(client, person);
  const { pin } = await client.post(`/npis/${organization.npis[1].npi}/pin/reveals`, {}, bearer);
  return { pin, phone: person.mobilePhone, password: person.password };
}

/** A registration by invitation that waits for each step. */
async function invitedFlows(client, { users, clinic, secrets }) {
  const flows = {};
  for (const step of ['terms', 'account', 'otp']) {
    const person = aPerson(clinic.organization, [`Ida${step}`, 'Rowe']);
    await invite(client, { users, admin: clinic.admin }, person);
    const { secret } = await client.sent({ kind: 'mail', to: person.email });
    Object.assign(secrets, { [`invitation ${step}`]: secret, [`phone ${step}`]: person.mobilePhone });
    const begun = await client.post('/registrations', { program: PROGRAM, invitation: secret });
    await walkTo(client, begun, { person, step }, quiet);
    flows[step] = { id: begun.id, bearer: begun.flowToken };
  }
  return flows;
}

const accountsOf = (people) => ({ npiAdmin: people['npi-admin'], colleague: people['org-processor'] });

/** Numbers that pass the check digit and belong to nobody yet. */
const freeNpis = () => Array.from({ length: 40 }, (_, index) => npi(`15${String(index).padStart(7, '0')}`));

async function invite(client, { users, admin }, { email, firstName, lastName, mobilePhone }) {
  return client.post(users, { email, firstName, lastName, mobilePhone, confirmNewDomain: true }, admin);
}

async function invitationOf(client, { admin }) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(100)) {
    const { items } = await client.get('/me/invitations', admin);
    if (items[0]) return items[0].id;
  }
  throw new Error('No invitation came to the guest.');
}

/** What an NPI Admin may not do: the decision that refused it, which the Org Admin can open. */
async function refusal(client, { users, people }) {
  const { sessionToken } = await signIn(client, people['npi-admin']);
  const answer = await client.get(users, sessionToken).catch((error) => error);
  return /"decisionId":"([^"]+)"/.exec(answer.message)?.[1];
}

/** A session with a fresh passcode; without one when so many were sent to the phone that no more are. */
export const strongSession = async (client, person) =>
  signInWithPasscode(client, person).catch(async () => (await signIn(client, person)).sessionToken);
