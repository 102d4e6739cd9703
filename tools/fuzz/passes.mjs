// The passes: who asks, and what. All at once, in rounds of other seeds, until enough was asked.
import { join } from 'node:path';
import { attack } from './schemathesis.mjs';

const only = ({ email, password }) => ({ account: { email, password } });

/** Signing out has a pass of its own: each time it ends the session that the others stand on. */
const passesOf = ({ accounts, flows, ids }) => [
  { name: 'anonymous', operations: '^/', client: { ids } },
  {
    name: 'member',
    operations: '^/(me|session|organizations|dashboard)',
    without: 'signOut',
    client: { ...only(accounts.member), ids },
  },
  { name: 'staff', operations: '^/(ops|me|session)', without: 'signOut', client: { ...only(accounts.ops), ids } },
  // A flow that is not the bearer's own is answered 404, as one that does not exist.
  {
    name: 'flow',
    operations: '^/(registrations|password-links)/',
    client: { flows, ids },
    unchecked: ['ignored_auth'],
  },
  { name: 'leaving', operations: '^/session$', client: { ...only(accounts.member), ids } },
];

/** Answers {requests, statuses, failures}; `tell` hears of each pass. */
export async function askUntil({ prepared, requests, seed, examples = 150 }, tell) {
  const total = { requests: 0, statuses: {}, failures: [] };
  for (let round = 0; total.requests < requests; round += 1) {
    const before = total.requests;
    await Promise.all(
      passesOf(prepared).map(async (pass) => {
        const report = join(prepared.world.folder, `fuzz-${pass.name}-${round}.json`);
        const api = `${prepared.world.gateways[0]}/v1`;
        add(total, pass, await attack({ api, report, examples, seed: seed + round, ...pass }), tell);
      }),
    );
    if (total.failures.length > 0) return total;
    if (total.requests === before)
      throw new Error('A whole round of passes asked nothing: the fuzzing proves nothing.');
  }
  return total;
}

function add(total, { name }, { holds, text, answers, unanswered }, tell) {
  let asked = 0;
  for (const { status, count } of answers) {
    total.statuses[status] = (total.statuses[status] ?? 0) + count;
    asked += count;
  }
  total.requests += asked;
  const lost = Object.values(unanswered).reduce((sum, count) => sum + count, 0);
  const isGood = holds && lost === 0 && asked > 0;
  if (!isGood) total.failures.push(`${name}: ${lost} without an answer\n${text}`);
  tell(`${name}: ${asked} requests ${isGood ? 'hold' : 'FAIL'}; ${total.requests} in all`);
}
