// The platform under measurement: one of each process on own servers, with accounts to sign in to.
import { World } from '@portico/testing';
import { anOrganization, aPerson } from '../demo/people.mjs';
import { issueToken, register, setPassword, signIn } from '../demo/journey.mjs';
import { portal } from '../demo/portal.mjs';

const quiet = () => undefined;

export async function measuredWorld(people = 16) {
  const world = await World.start({ replicas: 1, ownMongo: true, environment: generous });
  const gateway = world.gateways[0];
  const client = portal(gateway);
  const staff = {
    email: `ops@${Date.now()}.example`,
    mobilePhone: '+19165550100',
    password: aPerson(anOrganization()).password,
  };
  await world.addStaff({ email: staff.email, roles: ['ops'] });
  await setPassword(client, staff, quiet);
  const ops = (await signIn(client, staff)).sessionToken;
  const accounts = [];
  for (let made = 0; made < people; made += 1) accounts.push(await account(client, ops));
  return { world, gateway, client, accounts, pids: (name) => world.pids(name) };
}

/** One address drives the whole load: the limits of an address are lifted, the rest is as it runs. */
const generous = { gateway: { RATE_LIMIT_PER_MINUTE: '10000000', LOG_LEVEL: 'info' } };

async function account(client, ops) {
  const organization = anOrganization();
  const person = aPerson(organization);
  const token = await issueToken(client, ops, { program: 'medi-cal', organization }, quiet);
  await register(client, { program: 'medi-cal', token: token.secret, person, organization }, quiet);
  await setPassword(client, person, quiet);
  const session = (await signIn(client, person)).sessionToken;
  const { items } = await client.get('/me/memberships', session);
  const [{ organizationId, memberId }] = items;
  return { ...person, organization, organizationId, memberId, session };
}
