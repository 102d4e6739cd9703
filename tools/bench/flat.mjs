// Goal 7: every list costs at 100,000 rows what it costs at 1,000, on its first page, in its middle and at its end.
import { median } from './measure.mjs';
import { newcomer } from './people.mjs';
import { row } from './row.mjs';
import { anotherMember, anotherNpi, anotherRecord, anotherRequest, anotherSession, clone, storesOf } from './rows.mjs';

const small = 1_000;
const page = 20;
const rounds = 60;

/** As the service makes them. */
const cursorAt = (place) => Buffer.from(place).toString('base64url');

/** Lists of an organization; `real` is the document of which its rows are copies. */
const lists = {
  users: {
    store: ({ organization }) => organization.collection('members'),
    path: ({ organizationId }) => `/organizations/${organizationId}/users`,
    vary: anotherMember,
  },
  npis: {
    store: ({ pin }) => pin.collection('npis'),
    path: () => '/npis',
    vary: anotherNpi,
  },
  audit: {
    store: ({ organization }) => organization.collection('audit-records'),
    path: ({ organizationId }) => `/organizations/${organizationId}/audit`,
    vary: anotherRecord,
  },
  'access-requests': {
    store: ({ organization }) => organization.collection('access-requests'),
    path: ({ organizationId }) => `/organizations/${organizationId}/access-requests`,
    vary: anotherRequest,
  },
};

const within = (organizationId) => ({ $gt: `${organizationId}|`, $lt: `${organizationId}}` });

/** One row of each list made by the service itself. */
async function begin({ client }, account, other) {
  const { organizationId, session } = account;
  await client.post(`/organizations/${organizationId}/users`, newcomer(account), session);
  await client.post(`/organizations/${organizationId}/access-requests`, { reason: 'Bench' }, other.session);
}

/** Fills up to `count` rows. */
async function filled(list, { stores, account, count }) {
  const { organizationId } = account;
  const store = list.store(stores);
  const real = await store.findOne({ _id: within(organizationId) }, { sort: { _id: -1 } });
  if (!real) throw new Error(`there is no row to copy in ${store.collectionName}`);
  const document = store.collectionName === 'members' ? { ...real, status: 'deactivated' } : real;
  const there = await store.countDocuments({ _id: within(organizationId) });
  if (there < count) await clone(store, document, { count: count - there, vary: list.vary(organizationId, real) });
}

/** First, middle and last page, by the ids that they follow. */
async function pagesOf(list, { stores, account }) {
  const found = list.store(stores).find({ _id: within(account.organizationId) }, { projection: { _id: 1 } });
  const ids = (await found.toArray()).map(({ _id }) => _id).sort();
  const path = `${list.path(account)}?limit=${page}`;
  const after = (id) => `${path}&cursor=${cursorAt(id)}`;
  return [path, after(ids[Math.floor(ids.length / 2)]), after(ids.at(-page - 1))];
}

/** Medians of milliseconds, of requests that take turns: what slows the machine down slows all of them down. */
async function timed({ client }, asks) {
  const times = asks.map(() => []);
  for (let round = -5; round < rounds; round += 1) {
    for (const [index, { path, session }] of asks.entries()) {
      const from = performance.now();
      await client.get(path, session);
      if (round >= 0) times[index].push(performance.now() - from);
    }
  }
  return times.map(median);
}

const inWords = (times) => times.map((each) => each.toFixed(1)).join(', ');

async function ofOrganization(measured, name, { stores, few, lots, many }) {
  const list = lists[name];
  await filled(list, { stores, account: few, count: small });
  await filled(list, { stores, account: lots, count: many });
  const asks = [];
  for (const account of [few, lots])
    for (const path of await pagesOf(list, { stores, account })) asks.push({ path, session: account.session });
  const times = await timed(measured, asks);
  const [base, worst] = [median(times.slice(0, 3)), Math.max(...times.slice(3))];
  const note = `first, middle, last page: ${inWords(times.slice(3))} ms against ${inWords(times.slice(0, 3))} ms`;
  return flatRow(name, { many, figure: worst / base, note });
}

const flatRow = (what, { many, figure, note }) =>
  row(7, `${what}: slowest page at ${many.toLocaleString('en')} rows over the median at 1,000`, {
    ...{ figure, bound: 1.3, better: 'less', note },
  });

/** Lists of a person: theirs stay as long as they are, the rows of all others grow. */
async function ofPerson(measured, name, { path, grow, reference, many }) {
  const asks = [...path, reference];
  await grow(small);
  const before = await timed(measured, asks);
  await grow(many);
  const after = await timed(measured, asks);
  const asReference = (times) => times.slice(0, -1).map((each) => each / times.at(-1));
  const [base, worst] = [median(asReference(before)), Math.max(...asReference(after))];
  const note = `${inWords(after.slice(0, -1))} ms among all those of others, ${inWords(before.slice(0, -1))} ms before; both over the time of GET /me then`;
  return flatRow(name, { many, figure: worst / base, note });
}

/** A person's own rows are three pages; the others are other people's. */
async function sessionsOf(measured, { stores, account }) {
  const store = stores.identity.collection('sessions');
  const { items } = await measured.client.get('/me/sessions', account.session);
  const real = await store.findOne({ _id: items[0].id });
  await clone(store, real, { count: 3 * page - 1, vary: anotherSession(real.userId) });
  const open = await store.find({ userId: real.userId }, { projection: { startedAt: 1 } }).toArray();
  const places = open
    .map(({ _id, startedAt }) => `${startedAt.toISOString()}|${_id}`)
    .sort()
    .reverse();
  const path = '/me/sessions';
  const after = (place) => ({ path: `${path}?cursor=${cursorAt(place)}`, session: account.session });
  return {
    path: [{ path, session: account.session }, after(places[page - 1]), after(places[2 * page - 1])],
    grow: async (count) =>
      clone(store, real, { count: count - (await store.countDocuments()), vary: anotherSession() }),
    reference: { path: '/me', session: account.session },
  };
}

/** The members of the large organization are the rows of others. */
const membershipsOf = ({ stores, account, lots: large }) => ({
  path: [{ path: '/me/memberships', session: account.session }],
  grow: (count) => filled(lists.users, { stores, account: large, count }),
  reference: { path: '/me', session: account.session },
});

export async function flat(measured, { rows: many }) {
  const stores = await storesOf(measured.world);
  const [few, lots, other] = measured.accounts;
  const at = { stores, account: other, few, lots, many };
  await begin(measured, few, other);
  await begin(measured, lots, other);
  const rows = [];
  rows.push(await ofPerson(measured, 'me/memberships', { ...membershipsOf(at), many }));
  rows.push(await ofPerson(measured, 'me/sessions', { ...(await sessionsOf(measured, at)), many }));
  for (const name of Object.keys(lists)) rows.push(await ofOrganization(measured, name, at));
  await stores.close();
  return rows;
}
