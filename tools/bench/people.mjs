// Goals 4 and 5: the page of users and the invitation, over a bare pair that makes one database command.
import { randomBytes } from 'node:crypto';
import { commandsOf } from './counting.mjs';
import { alternating, floor, freePort, load, median } from './measure.mjs';
import { ms, row } from './row.mjs';
import { anotherMember, clone, storesOf } from './rows.mjs';

const usersPerOrganization = 100;
const json = { 'content-type': 'application/json', 'x-session': 'bearer' };
/** As many as the collection of members has, beside that of `_id`. */
const indexesOfMembers = async (members) => (await members.indexes()).length - 1;

const bearer = (session) => ({ authorization: `Bearer ${session}` });
const usersOf = ({ organizationId }) => `/organizations/${organizationId}/users`;

/** Nobody was invited by this address before. */
export const newcomer = ({ organization }) => ({
  email: `u${randomBytes(8).toString('hex')}@${organization.contactEmail.split('@')[1]}`,
  firstName: 'Sam',
  lastName: 'Hill',
  mobilePhone: '+19165550142',
});

/** Each organization gets a hundred users: those who are there, one who was invited, and copies of that one. */
async function staffed({ client, accounts, world }) {
  const stores = await storesOf(world);
  const members = stores.organization.collection('members');
  for (const account of accounts) {
    const { organizationId, session } = account;
    const { id } = await client.post(usersOf(account), newcomer(account), session);
    const real = await members.findOne({ _id: `${organizationId}|${id}` });
    const count = usersPerOrganization - (await members.countDocuments({ organizationId }));
    if (count > 0)
      await clone(members, { ...real, status: 'deactivated' }, { count, vary: anotherMember(organizationId) });
  }
  const indexes = await indexesOfMembers(members);
  await stores.close();
  return indexes;
}

/** An organization with as many NPIs as a command may name, which go to a user in turn as Processor and as NPI Admin. */
async function levelsFor500({ client, accounts, world }) {
  const account = accounts.at(-1);
  const { organizationId, session } = account;
  const stores = await storesOf(world);
  const organizations = stores.organization.collection('organizations');
  const { npis } = await organizations.findOne({ _id: organizationId });
  const all = Array.from({ length: 500 }, (_, index) => ({ ...npis[0], npi: String(1_200_000_000 + index) }));
  await organizations.updateOne({ _id: organizationId }, { $set: { npis: all } });
  await stores.close();
  const { id } = await client.post(usersOf(account), newcomer(account), session);
  const assignments = (level) => all.map(({ npi }) => ({ npi, level }));
  const ask = (turn) =>
    client.put(
      `${usersOf(account)}/${id}/npi-permissions`,
      { assignments: assignments(['processor', 'admin'][turn % 2]) },
      session,
    );
  return { ask, subject: 'organization.set-npi-permissions' };
}

async function bare({ world }, indexes) {
  const { nats, mongoUrl, databases } = world.servers;
  const env = { NATS_URL: nats.url, NATS_USER: nats.user, NATS_PASSWORD: nats.pass };
  const store = { MONGO_URL: mongoUrl, DATABASE: databases[1], COLLECTION: 'members', INDEXES: String(indexes) };
  const port = await freePort();
  const service = await floor('data-service', { ...env, ...store });
  const gateway = await floor('data-gateway', { ...env, PORT: String(port) });
  const stop = () => [gateway, service].forEach((each) => each.stop());
  return { url: `http://127.0.0.1:${port}`, pids: [gateway.pid, service.pid], stop };
}

/** A load with another body for each request. */
const fresh = (request, body) => ({ ...request, setupRequest: (each) => ({ ...each, body: JSON.stringify(body()) }) });

const listed = (path) => (account) => ({ method: 'GET', path: path(account), headers: bearer(account.session) });
const added = (path) => (account) =>
  fresh({ method: 'POST', path: path(account), headers: { ...json, ...bearer(account.session) } }, () =>
    newcomer(account),
  );

function compared(measured, pair, { rounds, seconds }) {
  const { gateway, accounts, pids } = measured;
  const side = (url, of, request) => () =>
    load({ url, connections: 16, seconds, pids: of(), requests: accounts.map(request) });
  const ours = () => ['gateway', 'organization'].flatMap((name) => pids(name));
  return alternating(
    rounds,
    side(gateway, ours, pair.ours),
    side(pair.floor.url, () => pair.floor.pids, pair.bare),
  );
}

function rows(goal, what, { pairs, bound }) {
  const of = (side, figure) => median(pairs.map((pair) => pair[side][figure]));
  const note = `${of(0, 'rate').toFixed(0)}/s against ${of(1, 'rate').toFixed(0)}/s; CPU of gateway and service ${ms(of(0, 'cpuMs'))} against ${ms(of(1, 'cpuMs'))}${oddIn(pairs)}`;
  return row(goal, what, { figure: of(0, 'rate') / of(1, 'rate'), bound, better: 'more', note });
}

/** Answers that were no success must not pass unseen. */
function oddIn(pairs) {
  const odd = pairs.flatMap((pair) => pair.flatMap(({ times }) => [...times.keys()].filter((status) => status >= 300)));
  return odd.length > 0 ? `, other answers: ${[...new Set(odd)].join(', ')}` : '';
}

const commands = (goal, what, { figure, bound, note }) => row(goal, what, { figure, bound, better: 'less', note });

export async function people(measured, settings) {
  const { world, client, accounts } = measured;
  const floorOf = await bare(measured, await staffed(measured));
  const [one] = accounts;
  const list = await commandsOf(world, {
    ask: () => client.get(`${usersOf(one)}?limit=20`, one.session),
    subject: 'organization.list-users',
  });
  const invite = await commandsOf(world, {
    ask: () => client.post(usersOf(one), newcomer(one), one.session),
    subject: 'organization.add-user',
  });
  const levels = await commandsOf(world, { ...(await levelsFor500(measured)), times: 10 });
  const listPairs = await compared(
    measured,
    {
      ours: listed((account) => `/v1${usersOf(account)}?limit=20`),
      bare: listed(({ organizationId }) => `/rows?scope=${organizationId}`),
      floor: floorOf,
    },
    settings,
  );
  const invitePairs = await compared(
    measured,
    { ours: added((account) => `/v1${usersOf(account)}`), bare: added(() => '/rows'), floor: floorOf },
    settings,
  );
  floorOf.stop();
  const follows = (found) => `${Math.max(0, found.total - found.path).toFixed(1)} more follow in all services`;
  return [
    commands(4, 'database commands of a page of 20 users', { figure: list.path, bound: 1, note: follows(list) }),
    rows(4, 'page of 20 of 100 users over a bare find, requests a second', { pairs: listPairs, bound: 0.9 }),
    commands(5, 'database commands of an invitation until its answer', {
      ...{ figure: invite.path, bound: 2, note: follows(invite) },
    }),
    commands(5, 'database commands of levels for 500 NPIs until their answer', {
      ...{ figure: levels.path, bound: 2, note: follows(levels) },
    }),
    rows(5, 'invitation with audit and event over a bare insert, requests a second', {
      ...{ pairs: invitePairs, bound: 0.8 },
    }),
  ];
}
