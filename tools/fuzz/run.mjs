// Part 1 and part 2 of `npm run fuzz`, on what was built.
import { randomInt } from 'node:crypto';
import { badInput } from '@portico/testing';
import { signIn } from '../demo/journey.mjs';
import { main, say } from '../say.mjs';
import { askUntil } from './passes.mjs';
import { peopledLater, preparedWorld } from './prepared.mjs';
import { provideSchemathesis } from './schemathesis.mjs';

const words = process.argv.slice(2);
const option = (name, otherwise) =>
  words.includes(`--${name}`) ? Number(words[words.indexOf(`--${name}`) + 1]) : otherwise;
const list = (counts) =>
  Object.entries(counts)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');

async function generated(prepared) {
  const seed = option('seed', randomInt(1_000_000));
  say(`part 1: schemathesis, seed ${seed}`);
  const settings = { prepared, seed, requests: option('requests', 50_000), examples: option('examples', 150) };
  const beat = setInterval(() => say('still asking'), 30_000);
  const { requests, statuses, reached, failures } = await askUntil(settings, say).finally(() => clearInterval(beat));
  say(
    `part 1: ${requests} requests, seed ${seed}, answers by status: ${list(statuses)}; passes that failed: ${failures.join(', ') || 'none'}`,
  );
  const { never, seen } = outcome(reached);
  say(`part 1: ${seen} operations; never answered with 2xx: ${never.join(', ') || 'none'}`);
  return failures.length === 0;
}

/** How many operations were asked, and which of them only ever refused. */
function outcome(reached) {
  const all = Object.entries(reached);
  const never = all.filter(([, counts]) => !Object.keys(counts).some((status) => status.startsWith('2')));
  return { seen: all.length, never: never.map(([operation, counts]) => `${operation} (${list(counts)})`) };
}

/** Few digits also stand in numbers by chance: a PIN counts where it stands alone. */
function unwritten({ world, secrets }) {
  const logs = world.logs();
  const isIn = ([name, secret]) =>
    name === 'pin' ? new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F])`).test(logs) : logs.includes(secret);
  const found = Object.entries(secrets).filter(isIn);
  say(`canaries: ${Object.keys(secrets).join(', ')}; in the logs: ${found.map(([name]) => name).join(', ') || 'none'}`);
  return found.length === 0;
}

async function listed(prepared) {
  say('part 2: every field with every bad value');
  const { world, client, accounts, flows, ids } = await peopledLater(prepared);
  const [member, ops] = [await signIn(client, accounts.member), await signIn(client, accounts.ops)];
  const first = Object.fromEntries(Object.entries(ids).map(([name, [id]]) => [name, id]));
  const callers = { member: member.sessionToken, ops: ops.sessionToken, ids: first };
  const open = { registrationId: flows.registrations.terms, linkId: flows.link };
  const { requests, statuses, faults } = await badInput(world, { ...callers, flows: open });
  for (const fault of faults) console.log(fault);
  say(`part 2: ${requests} requests, answers by status: ${list(statuses)}; ${faults.length} faults`);
  return faults.length === 0;
}

async function run() {
  if (!words.includes('--corpus')) say(`schemathesis ${await provideSchemathesis(say)}`);
  say('starting the platform, its people and flows');
  const prepared = await preparedWorld();
  process.once('SIGINT', () => prepared.world.stop().finally(() => process.exit(130)));
  try {
    const parts = words.includes('--corpus') ? [listed, unwritten] : [generated, listed, unwritten];
    for (const part of parts) if (!(await part(prepared))) process.exitCode = 1;
  } finally {
    await prepared.world.stop();
  }
}

main(run);
