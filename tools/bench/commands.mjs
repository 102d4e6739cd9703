// How many database and Redis commands a request makes: the number that decides most of what it costs.
import { Redis } from 'ioredis';
import { signInWithPasscode } from '../demo/journey.mjs';
import { commandsOf } from './counting.mjs';
import { newcomer } from './people.mjs';

async function redisCommands(redis) {
  const stats = await redis.info('commandstats');
  const calls = (name) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
  return calls('evalsha') + calls('eval') + calls('get') + calls('set') + calls('getex');
}

const reads = ({ client, one }) => {
  const at = `/organizations/${one.organizationId}`;
  const get = (path) => ({ ask: () => client.get(path, one.session) });
  return {
    'GET /session': get('/session'),
    'GET /me': get('/me'),
    'GET /me/memberships': get('/me/memberships'),
    'GET /me/sessions': get('/me/sessions'),
    'GET /dashboard': get('/dashboard'),
    'GET /organizations/:id': get(at),
    'GET /organizations/:id/domains': get(`${at}/domains`),
    'GET /organizations/:id/users': get(`${at}/users`),
    'GET /organizations/:id/users?q=': get(`${at}/users?q=sam`),
    'GET /organizations/:id/users/:userId': get(`${at}/users/${one.memberId}`),
    'GET /organizations/:id/access-requests': get(`${at}/access-requests`),
    'GET /organizations/:id/audit': get(`${at}/audit`),
    'GET /npis': get('/npis'),
    'GET /npis/:npi': get(`/npis/${one.organization.npis[0].npi}`),
    'GET /permissions': get(`/permissions?user=${one.memberId}`),
    'GET /permissions/explain': get(`/permissions/explain?user=${one.memberId}&action=user.manage`),
  };
};

/** A PIN is reset once a day: each reset is of another organization's. */
async function ofPins({ client, accounts }) {
  const strong = [];
  for (const account of accounts.slice(0, 8)) {
    const session = await signInWithPasscode(client, account);
    strong.push({ session, npi: account.organization.npis[0].npi });
  }
  const post = (step) => (turn) => {
    const { session, npi } = strong[turn % strong.length];
    return client.post(`/npis/${npi}/pin/${step}`, {}, session);
  };
  return {
    'POST /npis/:npi/pin/reveals': { ask: post('reveals'), subject: 'pin.reveal-pin', times: strong.length },
    'POST /npis/:npi/pin/reset': { ask: post('reset'), subject: 'pin.reset-pin', times: strong.length },
  };
}

async function ofPeople({ client, one }) {
  const users = `/organizations/${one.organizationId}/users`;
  const { id } = await client.post(users, newcomer(one), one.session);
  const level = (turn) => ({
    assignments: [{ npi: one.organization.npis[0].npi, level: ['processor', 'admin'][turn % 2] }],
  });
  const types = (turn) => ({
    grants: [{ npi: one.organization.npis[0].npi, types: turn % 2 ? ['tax-documents'] : ['remittance-advice-detail'] }],
  });
  return {
    'POST /organizations/:id/users': {
      ask: () => client.post(users, newcomer(one), one.session),
      subject: 'organization.add-user',
    },
    'PUT …/users/:userId/npi-permissions': {
      ask: (turn) => client.put(`${users}/${id}/npi-permissions`, level(turn), one.session),
      subject: 'organization.set-npi-permissions',
    },
    'PUT …/users/:userId/correspondence-permissions': {
      ask: (turn) => client.put(`${users}/${id}/correspondence-permissions`, types(turn), one.session),
      subject: 'organization.set-correspondence-permissions',
    },
  };
}

const ofSignIn = ({ client, one }) => ({
  'POST /login/identifier': {
    ask: () => client.post('/login/identifier', { email: one.email }),
    subject: 'identity.identify',
  },
  'POST /login/password': {
    ask: () => client.post('/login/password', { email: one.email, password: one.password }),
    subject: 'identity.sign-in',
  },
});

const note = `“Before the answer” is what the services did until it was known, as their log lines say; “in all” adds what follows in
every process: facts leaving their outbox, reactions, the audit trail, mails. Requests are made one after another here, so
that hardly anything can be gathered: under load loads, first saves, a clean-up and the audit trail take many by one command. Redis counts
scripts and key reads; a POST has two of its own: the limit of its address and the note of its idempotency key.`;

export async function commandCounts({ world, client, accounts }) {
  const redis = new Redis(world.servers.redisUrl);
  const about = { client, one: accounts[0], accounts };
  const routes = { ...reads(about), ...ofSignIn(about), ...(await ofPeople(about)), ...(await ofPins(about)) };
  const rows = [];
  for (const [name, request] of Object.entries(routes)) {
    const { path, total, other } = await commandsOf(world, { ...request, also: () => redisCommands(redis) });
    rows.push(`| \`${name}\` | ${path} | ${total.toFixed(1)} | ${other.toFixed(1)} |`);
  }
  await redis.quit();
  const head = '| route | database, before the answer | database, in all | Redis |\n|---|---|---|---|';
  return `## Commands a request\n\n${note}\n\n${head}\n${rows.join('\n')}`;
}
