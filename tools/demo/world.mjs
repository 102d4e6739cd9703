// The demo world of development: a department operator and an organization with its admin, made over HTTP and with the
// staff command, like any other. Its passwords are generated and kept in demo.json of the state folder only.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { home } from '../platform.mjs';
import { say } from '../say.mjs';
import { addStaff } from '../staff.mjs';
import { colleagues, join } from './colleagues.mjs';
import { issueToken, register, setPassword, signIn } from './journey.mjs';
import { anOrganization, aPerson, aPassword, PROGRAM } from './people.mjs';
import { portal as portalOf } from './portal.mjs';

const path = () => pathOf(home, 'demo.json');
const quietly = () => undefined;

const known = () => (existsSync(path()) ? JSON.parse(readFileSync(path(), 'utf8')) : undefined);

/** Loads the demo world unless it is there: the accounts of demo.json sign in. */
export async function loadWorld({ gateway, mail }) {
  const portal = portalOf(gateway);
  const before = known();
  const accounts = before && (await stillThere(portal, before.accounts)) ? before.accounts : await create(portal);
  writeFileSync(path(), JSON.stringify({ gateway, mail, accounts }, null, 2), { mode: 0o600 });
  tellOf(accounts);
  return { accounts };
}

/** Who can sign in; the passwords stand in demo.json and nowhere else. */
function tellOf(accounts) {
  say(`demo world: sign in as any of these with the password that ${path()} has for it`);
  for (const { role, email, organization } of accounts)
    say(`  ${email} (${role}${organization === undefined ? '' : ` of ${organization}`})`);
}

async function stillThere(portal, accounts) {
  const signedIn = await Promise.allSettled(accounts.map((account) => signIn(portal, account)));
  return signedIn.every(({ status }) => status === 'fulfilled');
}

async function create(portal) {
  say('loading the demo world');
  const ops = await operator(portal);
  const { sessionToken } = await signIn(portal, ops);
  const accounts = [ops];
  for (const organization of organizations()) {
    say(`loading ${organization.legalName} and its people`);
    accounts.push(...(await found(portal, { ops: sessionToken, organization })));
  }
  return accounts;
}

/** A provider, a billing agent, and one that is both. */
const organizations = () => [
  anOrganization(),
  anOrganization({ kinds: ['submitter'] }),
  anOrganization({ kinds: ['provider', 'submitter'] }),
];

/** One organization, with somebody in every role. */
async function found(portal, { ops, organization }) {
  const person = aPerson(organization);
  const token = await issueToken(portal, ops, { program: PROGRAM, organization }, quietly);
  await register(portal, { program: PROGRAM, token: token.secret, person, organization }, quietly);
  await setPassword(portal, person, quietly);
  const { sessionToken: admin, organizations: own } = await signIn(portal, person);
  const { organizationId } = own[0];
  const people = [accountOf('org-admin', person, organization)];
  for (const colleague of colleagues) {
    const joined = await join(portal, { organization, organizationId, admin, colleague }, quietly);
    people.push(accountOf(colleague.role, joined, organization));
  }
  return people;
}

const accountOf = (role, { email, password, mobilePhone }, { legalName }) => ({
  role,
  email,
  password,
  mobilePhone,
  organization: legalName,
});

async function operator(portal) {
  const email = `ops.${Math.floor(Date.now() / 1000).toString(36)}@department.example`;
  const person = { email, mobilePhone: '+19165550100', password: aPassword() };
  await addStaff({ email, roles: ['ops'], program: PROGRAM });
  await setPassword(portal, person, quietly);
  return { role: 'ops', email, password: person.password };
}
