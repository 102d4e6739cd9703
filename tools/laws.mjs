#!/usr/bin/env node
// The laws of the code base (CONTRIBUTING.md): `node tools/laws.mjs`. Needs a build; says every fault, and that every law bites.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deployFaults, deployToothless } from './laws/deploy.mjs';
import { driftFaults } from './laws/drift.mjs';
import { importFaults } from './laws/imports.mjs';
import { eventFaults, gatekeeperFaults, gatewayFaults, messageFaults, wordFaults } from './laws/names.mjs';
import { toothless } from './laws/planted.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

async function catalogue() {
  const built = join(root, 'libs/contracts/dist/index.js');
  if (!existsSync(built)) throw new Error('The laws read the built contracts: run `npm run build` first.');
  const { messages } = await import(built);
  return messages.map(({ name, subject, internal }) => ({ name, subject, internal }));
}

async function faults() {
  const imports = await importFaults(root, ['libs', 'services', 'gateway']);
  if (imports.read < 100)
    throw new Error(`Only ${imports.read} modules were read: the import laws judged almost nothing.`);
  const names = [
    ...messageFaults(root, await catalogue()),
    ...wordFaults(root),
    ...eventFaults(root),
    ...gatewayFaults(root),
    ...gatekeeperFaults(root),
  ];
  const made = [...(await deployFaults(root)), ...(await driftFaults(root))];
  const unread = (await driftFaults(root, () => '')).length === 3 ? [] : ['a document that drifted was not noticed'];
  const blunt = [...(await toothless(root)), ...(await deployToothless(root)), ...unread];
  return { found: [...imports.faults, ...names, ...made, ...blunt], read: imports.read };
}

if (process.argv.includes('--help')) {
  console.log(
    'node tools/laws.mjs: checks who imports whom, names, routes and handlers, and that every law notices a planted violation.',
  );
  process.exit(0);
}
const { found, read } = await faults();
for (const fault of found) console.error(fault);
console.log(
  found.length === 0
    ? `The laws hold in ${read} modules, and each notices what is planted against it.`
    : `${found.length} faults.`,
);
process.exit(found.length === 0 ? 0 : 1);
