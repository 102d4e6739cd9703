// `npm run ledger`: people register while everything is killed around them; then the books are opened.
import { join } from 'node:path';
import { build } from './boot.mjs';
import { repository } from './environment.mjs';
import { follow, main, node24, withPackages } from './say.mjs';

const HELP = `npm run ledger -- [--seed N] [--people N] [--desks N] [--mutants]
  Kills every process and every server at moments that the seed decides, and says what was lost or doubled: nothing, it is hoped.
  --seed N     makes a run again (printed by every run)
  --people N   registrations in flight, 300 unless told
  --desks N    organizations whose Org Admins work meanwhile, 24 unless told, 44 commands each
  --mutants    also three builds with a planted fault, which must be caught`;

const flag = (name) => process.argv[process.argv.indexOf(name) + 1];

main(async () => {
  if (process.argv.includes('--help')) return console.log(HELP);
  await build();
  const env = withPackages();
  if (process.argv.includes('--seed')) env.LEDGER_SEED = flag('--seed');
  if (process.argv.includes('--people')) env.LEDGER_PEOPLE = flag('--people');
  if (process.argv.includes('--desks')) env.LEDGER_DESKS = flag('--desks');
  const jest = [
    '--experimental-vm-modules',
    join(repository, 'node_modules/jest/bin/jest.js'),
    '-c',
    '../../jest.config.mjs',
  ];
  const chosen = ['--testMatch', '<rootDir>/journeys/kill.spec.ts', '--forceExit'];
  if (process.argv.includes('--mutants')) chosen.push('--testMatch', '<rootDir>/faults/*.spec.ts', '--maxWorkers=1');
  else chosen.push('-t', 'every process and every server killed');
  process.exitCode = await follow(node24(), [...jest, ...chosen], { cwd: join(repository, 'libs/testing'), env });
});
