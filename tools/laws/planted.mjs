// Every law is shown to bite: a small tree that breaks it is made, and the law must say so.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importFaults, rules } from './imports.mjs';
import { eventFaults, gatekeeperFaults, gatewayFaults, messageFaults, wordFaults } from './names.mjs';
import { styleFaults } from './style.mjs';

const file = 'services/one/src';
/** For each import law, files that break it and nothing else of interest. */
const broken = {
  'domain is pure': {
    [`${file}/domain/a.ts`]: "import { b } from '../adapters/b.js';\nexport const a = b;",
    [`${file}/adapters/b.ts`]: 'export const b = 1;',
  },
  'use cases see': {
    [`${file}/use-cases/a.ts`]: "import { b } from '../adapters/b.js';\nexport const a = b;",
    [`${file}/adapters/b.ts`]: 'export const b = 1;',
  },
  'reads never touch': {
    [`${file}/reads/a.ts`]: "import { b } from '../domain/b.js';\nexport const a = b;",
    [`${file}/domain/b.ts`]: 'export const b = 1;',
  },
  'only adapters know': {
    [`${file}/jobs/a.ts`]: "import { z } from 'mongodb';\nexport const a = z;",
    'node_modules/mongodb/package.json': '{"name":"mongodb","main":"i.js","version":"1.0.0"}',
    'node_modules/mongodb/i.js': 'exports.z = 1;',
  },
  'no service imports': {
    [`${file}/a.ts`]: "import { b } from '../../two/src/b.js';\nexport const a = b;",
    'services/two/src/b.ts': 'export const b = 1;',
  },
  'libs never import': {
    'libs/x/src/a.ts': "import { b } from '../../../services/two/src/b.js';\nexport const a = b;",
    'services/two/src/b.ts': 'export const b = 1;',
  },
  'the gateway imports no': {
    'gateway/src/a.ts': "import { b } from '../../services/two/src/b.js';\nexport const a = b;",
    'services/two/src/b.ts': 'export const b = 1;',
  },
  'the kernel imports': {
    'libs/kernel/src/a.ts': "import { b } from '../../x/src/b.js';\nexport const a = b;",
    'libs/x/src/b.ts': 'export const b = 1;',
  },
  'no cycles': {
    'libs/x/src/a.ts': "import { b } from './b.js';\nexport const a = () => b;",
    'libs/x/src/b.ts': "import { a } from './a.js';\nexport const b = () => a;",
  },
  'a package names': {
    'libs/x/src/a.ts': "import { z } from 'mongodb';\nexport const a = z;",
    'libs/x/package.json': '{"name":"x","version":"0.0.0","dependencies":{}}',
    'node_modules/mongodb/package.json': '{"name":"mongodb","main":"i.js","version":"1.0.0"}',
    'node_modules/mongodb/i.js': 'exports.z = 1;',
  },
  'every import is': { 'libs/x/src/a.ts': "import { b } from './nowhere.js';\nexport const a = b;" },
};

async function inTree(files, judge) {
  const root = mkdtempSync(join(tmpdir(), 'portico-law-'));
  try {
    for (const [path, body] of Object.entries({ 'package.json': '{"name":"planted","version":"0.0.0"}', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), body);
    }
    return await judge(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const foldersOf = (files) =>
  [...new Set(Object.keys(files).map((path) => path.split('/')[0]))].filter((name) => !/json$|node_modules/.test(name));

async function unnoticedImports() {
  const missed = [];
  for (const { name } of rules) {
    const start = Object.keys(broken).find((key) => name.startsWith(key));
    if (!start) missed.push(`${name}: nothing is planted against this law`);
    else if (
      !(await inTree(broken[start], async (root) => (await importFaults(root, foldersOf(broken[start]))).faults)).some(
        (fault) => fault.startsWith(name),
      )
    )
      missed.push(`${name}: its planted violation was not noticed`);
  }
  return missed;
}

const message = { name: 'DoThing', subject: 'one.do-thing' };
const handler = "@CommandHandler(DoThing)\n@Public('x')\nexport class DoThingHandler {}";
const whole = {
  'services/one/src/use-cases/do-thing.ts': handler,
  'services/one/src/use-cases/do-thing.spec.ts': 'DoThingHandler',
  'gateway/src/routes/one.ts': 'do(@Input() request: DoThing) {}',
  'docs/openapi.json': '{"operationId": "doThing"}',
};

/** Each entry breaks one name law: the tree, the judge, what it must say. */
const misnamed = [
  [
    { ...whole, 'services/one/src/use-cases/do-thing.ts': handler.replace("@Public('x')\n", '') },
    (root) => messageFaults(root, [message]),
    /names no action/,
  ],
  [
    { ...whole, 'services/one/src/use-cases/do-thing.ts': handler.replace('DoThingHandler', 'Other') },
    (root) => messageFaults(root, [message]),
    /does not hold/,
  ],
  [
    { 'gateway/src/routes/one.ts': whole['gateway/src/routes/one.ts'] },
    (root) => messageFaults(root, [message]),
    /no handler file/,
  ],
  [{ ...whole, 'gateway/src/routes/one.ts': '' }, (root) => messageFaults(root, [message]), /no route leads/],
  [{ ...whole, 'docs/openapi.json': '{}' }, (root) => messageFaults(root, [message]), /no operation/],
  [
    { ...whole, 'services/one/src/use-cases/do-thing.spec.ts': '' },
    (root) => messageFaults(root, [message]),
    /no spec/,
  ],
  [whole, (root) => messageFaults(root, [{ ...message, subject: 'one.do-another' }]), /is not its name/],
  [{ 'libs/x/src/a.ts': 'export class MailHelper {}' }, wordFaults, /says too little/],
  [{ 'services/one/src/domain/a.events.ts': 'export interface Done {\n  type: string;\n}' }, eventFaults, /immutable/],
  [{ 'services/one/src/one.module.ts': 'MessagingModule.forRoot({ serves: true })' }, gatekeeperFaults, /gatekeeper/],
  [{ 'gateway/src/a.ts': "import { IsString } from 'class-validator';" }, gatewayFaults, /declares no message/],
];

/** Sentences about laws that do not bite; none when all do. */
export async function toothless(root) {
  const missed = await unnoticedImports();
  for (const [files, judge, words] of misnamed) {
    const faults = await inTree(files, judge);
    if (!faults.some((fault) => words.test(fault))) missed.push(`${words}: its planted violation was not noticed`);
  }
  const clean = await inTree(whole, (tree) => messageFaults(tree, [message]));
  if (clean.length > 0) missed.push(`a lawful tree was faulted: ${clean.join('; ')}`);
  return [...missed, ...(await styleFaults(root))];
}
