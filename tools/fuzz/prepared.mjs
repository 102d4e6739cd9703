// What is asked to bear bad input: the platform on own servers, people signed in, and flows that stand at each step.
import { setTimeout as sleep } from 'node:timers/promises';
import { World } from '@portico/testing';
import { issueToken, setPassword, signIn, walkTo } from '../demo/journey.mjs';
import { anOrganization, aPerson, PROGRAM } from '../demo/people.mjs';
import { portal } from '../demo/portal.mjs';
import { aTeam, founded } from './team.mjs';

const quiet = () => undefined;

/** One address sends everything: the limits of an address are lifted, the rest is as it runs. */
const generous = { gateway: { RATE_LIMIT_PER_MINUTE: '10000000' } };

/** The world, an account for each role, flows with their bearers, and ids of what there is in the clinic. */
export async function preparedWorld() {
  const world = await World.start({ replicas: 1, ownMongo: true, environment: generous });
  try {
    return await peopled(world);
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** The same an hour later with other people: those before are locked out by wrong passcodes, and so is the address. */
export async function peopledLater({ world }) {
  await world.clock.advance('PT61M');
  return await peopled(world);
}

async function peopled(world) {
  const client = portal(world.gateways[0]);
  const staff = aPerson(anOrganization());
  await world.addStaff({ email: staff.email, roles: ['ops'] });
  await setPassword(client, staff, quiet);
  const ops = (await signIn(client, staff)).sessionToken;
  const { person } = await founded(client, ops);
  const { accounts, ...team } = await aTeam(client, ops);
  const registrations = {};
  for (const step of ['terms', 'account', 'otp', 'conditions'])
    registrations[step] = await registrationAt(client, { step, ops });
  const link = await openLink(client, person);
  const flows = { registrations, link };
  return { world, client, accounts: { ops: staff, member: person, ...accounts }, flows, ...team };
}

/** A registration that waits for `step`. */
async function registrationAt(client, { step, ops }) {
  const organization = anOrganization();
  const person = aPerson(organization);
  const token = await issueToken(client, ops, { program: PROGRAM, organization }, quiet);
  const begun = await client.post('/registrations', { program: PROGRAM, email: person.email, token: token.secret });
  await walkTo(client, begun, { person, organization, step }, quiet);
  return { id: begun.id, bearer: begun.flowToken };
}

/** A mailed link that was opened, and asks for a passcode. */
async function openLink(client, person) {
  const before = await linksOf(client, person);
  await client.post('/password-resets', { email: person.email, program: PROGRAM });
  const { id, flowToken } = await client.post('/password-links/open', { token: await newLink(client, person, before) });
  return { id, bearer: flowToken };
}

async function linksOf(client, { email }) {
  const { items } = await client.get(`/dev/outbox?${new URLSearchParams({ kind: 'mail', to: email })}`);
  return items.flatMap(({ secret }) => secret || []);
}

async function newLink(client, person, before) {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(100)) {
    const link = (await linksOf(client, person)).find((each) => !before.includes(each));
    if (link) return link;
  }
  throw new Error(`No new link came to ${person.email}.`);
}
