#!/usr/bin/env node
// `npm run fuzz`: bad input against the running platform. Minutes, so no part of `npm test`, whose journey `bad-input`
// has the second part.
import { randomInt } from 'node:crypto';
import { badInput } from '@portico/testing';
import { build } from './boot.mjs';
import { signIn } from './demo/journey.mjs';
import { askUntil } from './fuzz/passes.mjs';
import { preparedWorld } from './fuzz/prepared.mjs';
import { provideSchemathesis } from './fuzz/schemathesis.mjs';
import { main, say } from './say.mjs';

const help = `npm run fuzz -- [--requests 20000] [--seed N] [--examples 150] [--corpus]
  Starts the platform on own servers and sends bad input to the gateway, in two parts:
  1. schemathesis (Python, got once from PyPI) by the gateway's own contract, as nobody, member, staff and within flows,
     until so many requests were answered. Fails on a 5xx, an undocumented status or an answer that does not fit its schema.
     --examples: how many per operation and round; a round ends in minutes.
  2. every field of every body and query with each of a list of bad values: each must be refused and named.
     --corpus runs this part alone; it needs no Python.`;

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
  const settings = { prepared, seed, requests: option('requests', 20_000), examples: option('examples', 150) };
  const beat = setInterval(() => say('still asking'), 30_000);
  const { requests, statuses, failures } = await askUntil(settings, say).finally(() => clearInterval(beat));
  for (const failure of failures) console.log(failure);
  say(
    `part 1: ${requests} requests, seed ${seed}, answers by status: ${list(statuses)}; ${failures.length} passes failed`,
  );
  return failures.length === 0;
}

async function listed({ world, client, accounts, flows, ids }) {
  say('part 2: every field with every bad value');
  const [member, ops] = [await signIn(client, accounts.member), await signIn(client, accounts.ops)];
  const callers = { member: member.sessionToken, ops: ops.sessionToken, ids };
  const open = { registrationId: flows.registrations.terms, linkId: flows.link };
  const { requests, statuses, faults } = await badInput(world, { ...callers, flows: open });
  for (const fault of faults) console.log(fault);
  say(`part 2: ${requests} requests, answers by status: ${list(statuses)}; ${faults.length} faults`);
  return faults.length === 0;
}

async function run() {
  if (!words.includes('--corpus')) say(`schemathesis ${await provideSchemathesis(say)}`);
  await build();
  say('starting the platform, its people and flows');
  const prepared = await preparedWorld();
  process.once('SIGINT', () => prepared.world.stop().finally(() => process.exit(130)));
  try {
    const parts = words.includes('--corpus') ? [listed] : [generated, listed];
    for (const part of parts) if (!(await part(prepared))) process.exitCode = 1;
  } finally {
    await prepared.world.stop();
  }
}

if (words.includes('--help')) console.log(help);
else main(run);
