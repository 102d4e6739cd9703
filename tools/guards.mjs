// `npm run guards`: each guard is taken out of a copy of the build by itself, and the authorization matrix must notice.
import { join } from 'node:path';
import { build } from './boot.mjs';
import { repository } from './environment.mjs';
import { follow, main, node24, withPackages } from './say.mjs';

const HELP = `npm run guards -- [part of a name]
  Builds, copies what was built, and takes out one guard or predicate of organization, owner or status after the other. For each, the
  cells of the authorization matrix that it stands before are asked again: one must turn red. Prints a line for each; takes some minutes.`;

main(async () => {
  if (process.argv.includes('--help')) return console.log(HELP);
  const [, , only = ''] = process.argv;
  await build();
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(repository, 'node_modules/jest/bin/jest.js'),
    '-c',
    '../../jest.config.mjs',
  ];
  const chosen = ['--testMatch', '<rootDir>/matrix/guards/guards.spec.ts', '--forceExit'];
  process.exitCode = await follow(node24(), [...jest, ...chosen], {
    cwd: join(repository, 'libs/testing'),
    env: withPackages({ GUARDS: only }),
  });
});
