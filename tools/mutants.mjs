// `node tools/mutants.mjs <service>`: changes the service's domain in every small way and counts which changes its specs
// notice (Stryker). Minutes, so no part of `npm test`; needs no server. Fails below 80 %. An "error" is a change with
// which the specs cannot even be imported; it stands beside the score, in neither half.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment.mjs';
import { copyOf } from './copy.mjs';
import { installPackages } from './packages.mjs';
import { follow, main, node24, say, withPackages } from './say.mjs';

const reader = new URL('mutants/typescript.mjs', import.meta.url).href;

const everything = ['src/domain/**/*.ts', '!src/domain/**/*.spec.ts', '!src/domain/**/*.events.ts'];

const settings = (mutate, report) => ({
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: { spec: ['src/domain/**/*.spec.ts'] },
  testRunnerNodeArgs: ['--conditions=portico-src', `--import=${reader}`],
  coverageAnalysis: 'perTest',
  inPlace: true,
  concurrency: 1,
  mutate,
  timeoutMS: 30_000,
  thresholds: { high: 90, low: 80, break: 80 },
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: report },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  warnings: { slow: false },
});

const help = `node tools/mutants.mjs <service> [file …]: how many faults planted in its domain its specs notice.
  A file is named as below src/domain, without .ts: all of them otherwise.`;

main(async () => {
  const [service, ...files] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (!service) return console.log(help);
  await installPackages(say);
  const reports = join(repository, 'reports');
  mkdirSync(reports, { recursive: true });
  // Only the specs beside the sources: they run without servers.
  const copy = copyOf(service, { without: new RegExp(`services/${service}/test/.*\\.spec\\.ts$`) });
  try {
    const cwd = join(copy, 'services', service);
    const mutate = files.length > 0 ? files.map((file) => `src/domain/${file}.ts`) : everything;
    const report = join(reports, `mutants-${service}.json`);
    writeFileSync(join(cwd, 'stryker.config.json'), JSON.stringify(settings(mutate, report)));
    const stryker = join(repository, 'node_modules/@stryker-mutator/core/bin/stryker.js');
    process.exitCode = await follow(node24(), [stryker, 'run'], { cwd, env: withPackages() });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
