#!/usr/bin/env node
// `npm run bench`: the goals as ratios within one run, medians of alternating rounds. Machines are noisy: read ratios, not absolutes.
import { join } from 'node:path';
import { build } from './boot.mjs';
import { repository } from './environment.mjs';
import { follow, main, node24, withPackages } from './say.mjs';

const help = `npm run bench -- [goal ...] [--rounds 5] [--seconds 4] [--rows 100000] [--keep]
  goals: signin storm session hop people decide flat events small commands (all when none is named); --keep writes docs/benchmarks.md`;

main(async () => {
  const words = process.argv.slice(2);
  if (words.includes('--help')) return console.log(help);
  await build();
  process.exitCode = await follow(node24(), [join(repository, 'tools/bench/run.mjs'), ...words], {
    env: withPackages(),
  });
});
