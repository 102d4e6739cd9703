// What `npm test` runs, in order. A check answers {passed, failed}.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { repository } from './environment.mjs';
import { follow, node24, withPackages } from './say.mjs';

const at = (path) => join(repository, path);
const one = (isGood) => (isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
const bin = (name) => at(`node_modules/${name}`);
const node = (args, options) => follow(node24(), args, { quiet: true, env: withPackages(), ...options });

const foldersIn = (parent) => readdirSync(at(parent)).map((name) => `${parent}/${name}`);

export const workspaces = () =>
  [...foldersIn('libs'), ...foldersIn('services'), 'gateway'].filter((path) => existsSync(at(`${path}/package.json`)));

const format = async () =>
  one((await node([bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'])) === 0);
const lint = async () =>
  one(
    (await node([
      bin('eslint/bin/eslint.js'),
      '.',
      '--max-warnings=0',
      '--cache',
      '--cache-location',
      '.nx/eslint',
    ])) === 0,
  );
const laws = async () => one(existsSync(at('tools/laws.mjs')) && (await node([at('tools/laws.mjs')])) === 0);

async function types() {
  const tsc = bin('typescript-native/bin/tsc');
  const waiting = workspaces();
  let isGood = true;
  const work = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      if ((await node([tsc, '-p', 'tsconfig.json'], { cwd: at(path) })) === 0) continue;
      console.log(`types of ${path}: the lines above`);
      isGood = false;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return one(isGood);
}

// A suite that hangs fails; it never holds up the rest.
const LIMIT = 40 * 60_000;

// Worlds of processes share the machine: one journey file at a time.
const journeyFlags = ['--testMatch', '<rootDir>/journeys/**/*.spec.ts', '--maxWorkers=1', '--testTimeout=180000'];

// What decides and what acts must be covered by tests, nearly every line; types alone have no lines.
const covered = (report) => [
  '--coverage',
  '--coverageReporters=text-summary',
  `--coverageDirectory=${report}`,
  '--collectCoverageFrom=src/{domain,use-cases}/**/*.ts',
  '--collectCoverageFrom=!src/**/*.events.ts',
  '--coverageThreshold={"global":{"lines":95}}',
];

async function jest(path, { env, name = path, flags = [] }) {
  const report = at(`.portico/reports/${name.replaceAll('/', '-')}.json`);
  mkdirSync(at('.portico/reports'), { recursive: true });
  rmSync(report, { force: true });
  const config = join(path.includes('/') ? '../..' : '..', 'jest.config.mjs');
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    bin('jest/bin/jest.js'),
    '-c',
    config,
  ];
  const code = await node([...args, '--json', '--outputFile', report, '--silent', '--forceExit', ...flags], {
    cwd: at(path),
    env: withPackages(env),
    quiet: 'silent',
    limit: LIMIT,
  });
  return counted(report, code);
}

function counted(report, code) {
  if (!existsSync(report)) {
    console.log(`jest made no report (exit ${code}): run \`npm test\` in that folder to see why.`);
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  for (const { status, message } of testResults) if (status === 'failed') console.log(message);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  if (failed === 0 && code !== 0)
    console.log(
      `every test passed, yet jest exited ${code}: less than 95 % of the lines of domain and use cases were run.`,
    );
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** All checks, by the names that narrow a run. */
export function checks(env) {
  const journeys = {
    name: 'journeys',
    run: () => jest('libs/testing', { env, name: 'journeys', flags: journeyFlags }),
  };
  const flagsOf = (path) => (path.startsWith('services/') ? covered(at(`.portico/coverage/${path}`)) : []);
  const units = workspaces().map((path) => ({ name: path, run: () => jest(path, { env, flags: flagsOf(path) }) }));
  const statics = Object.entries({ format, lint, laws, types }).map(([name, run]) => ({ name, run }));
  return [...statics, ...units, journeys];
}
