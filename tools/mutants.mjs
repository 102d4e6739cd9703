// `node tools/mutants.mjs <service>`: changes the service's domain in every small way and counts which changes its specs
// notice (Stryker). Minutes, so no part of `npm test`; needs no server. Fails below 80 %.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment.mjs';
import { copyOf } from './copy.mjs';
import { follow, main, node24, withPackages } from './say.mjs';

const settings = (report) => ({
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: { configFile: '../../jest.config.mjs', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  inPlace: true,
  concurrency: 1,
  mutate: ['src/domain/**/*.ts', '!src/domain/**/*.spec.ts', '!src/domain/**/*.events.ts'],
  testFiles: ['src/domain/**/*.spec.ts'],
  timeoutMS: 30_000,
  thresholds: { high: 90, low: 80, break: 80 },
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: report },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
  warnings: { slow: false },
});

main(async () => {
  const [service] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (!service)
    return console.log('node tools/mutants.mjs <service>: how many faults planted in its domain its specs notice.');
  const reports = join(repository, 'reports');
  mkdirSync(reports, { recursive: true });
  // Only the specs beside the sources: they run without servers.
  const copy = copyOf(service, { without: new RegExp(`services/${service}/test/.*\\.spec\\.ts$`) });
  try {
    const cwd = join(copy, 'services', service);
    writeFileSync(join(cwd, 'stryker.config.json'), JSON.stringify(settings(join(reports, `mutants-${service}.json`))));
    const stryker = join(repository, 'node_modules/@stryker-mutator/core/bin/stryker.js');
    process.exitCode = await follow(node24(), [stryker, 'run'], { cwd, env: withPackages() });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
