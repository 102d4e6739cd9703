// The passes: who asks, and what. All at once, in rounds of other seeds, until enough was asked.
import { join } from 'node:path';
import { peopledLater } from './prepared.mjs';
import { attack } from './schemathesis.mjs';
import { strongSession } from './team.mjs';

const only = ({ email, password }) => ({ account: { email, password } });

const inOrganizations = '^/(organizations|permissions|npis|dashboard)';

/** Who has a session: by role, with how it asks. Strong: with a fresh passcode in it. */
const signedIn = [
  { name: 'org-admin', who: 'admin', operations: inOrganizations, isStrong: true, times: 2 },
  { name: 'npi-admin', who: 'npiAdmin', operations: inOrganizations, isStrong: true },
  { name: 'admin elsewhere', who: 'asker', operations: inOrganizations },
  { name: 'guest', who: 'guest', operations: '^/(me/(invitations|memberships)|organizations/)' },
  { name: 'member', who: 'member', operations: '^/(me|session|organizations|dashboard)' },
  { name: 'profile', who: 'colleague', operations: '^/me', isStrong: true },
  { name: 'staff', who: 'ops', operations: '^/(ops|me|session)' },
];

/** Signing out has a pass of its own: each time it ends the session that the others stand on. */
const passesOf = ({ accounts, flows, invited, ids, elsewhere }) => [
  { name: 'anonymous', operations: '^/', client: { ids } },
  ...signedIn.map(({ who, ...pass }) => ({
    ...pass,
    without: 'signOut',
    person: accounts[who],
    client: { ...only(accounts[who]), ids: who === 'ops' ? { ...ids, ...elsewhere } : ids },
  })),
  ...[flows, { ...flows, registrations: invited }].map((those, index) => ({
    name: index === 0 ? 'flow' : 'invited flow',
    operations: index === 0 ? '^/(registrations|password-links)/' : '^/registrations/',
    client: { flows: those, ids },
    // A flow that is not the bearer's own is answered 404, as one that does not exist.
    unchecked: ['ignored_auth'],
  })),
  { name: 'leaving', operations: '^/session$', client: { ...only(accounts.member), ids } },
];

/** Answers {requests, statuses, reached, failures}; `tell` hears of each pass. */
export async function askUntil({ prepared, requests, seed, examples = 150 }, tell) {
  const total = { requests: 0, statuses: {}, reached: {}, failures: [] };
  for (let round = 0; total.requests < requests; round += 1) {
    const before = total.requests;
    const there = round === 0 ? prepared : await peopledLater(prepared);
    const asked = passesOf(there).map(async (pass) => {
      const settings = { examples: examples * (pass.times ?? 1), seed: seed + round };
      add(total, pass, await attack({ ...settings, ...pass, ...(await placeOf(there, { pass, round })) }), tell);
    });
    for (const { status, reason } of await Promise.allSettled(asked)) if (status === 'rejected') throw reason;
    if (total.failures.length > 0) return total;
    if (total.requests === before)
      throw new Error('A whole round of passes asked nothing: the fuzzing proves nothing.');
  }
  return total;
}

async function placeOf({ world, client }, { pass, round }) {
  const report = join(world.folder, `fuzz-${pass.name.replaceAll(' ', '-')}-${round}.json`);
  const token = pass.isStrong ? await strongSession(client, pass.person) : undefined;
  return { api: `${world.gateways[0]}/v1`, report, client: { ...pass.client, token } };
}

function add(total, { name }, { holds, text, answers, unanswered }, tell) {
  let asked = 0;
  for (const { operation, status, count } of answers) {
    total.statuses[status] = (total.statuses[status] ?? 0) + count;
    total.reached[operation] = { ...total.reached[operation] };
    total.reached[operation][status] = (total.reached[operation][status] ?? 0) + count;
    asked += count;
  }
  total.requests += asked;
  const lost = Object.values(unanswered).reduce((sum, count) => sum + count, 0);
  const isGood = holds && lost === 0 && asked > 0;
  tell(`${name}: ${asked} requests ${isGood ? 'hold' : 'FAIL'}; ${total.requests} in all`);
  if (isGood) return;
  total.failures.push(name);
  tell(`${name}: ${lost} without an answer\n${text}`);
}
