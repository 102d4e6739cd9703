#!/usr/bin/env node
// `npm run bench`: the goals as ratios within one run, medians of alternating rounds. Machines are noisy: read ratios, not absolutes.
import { runBuilt } from './boot.mjs';

const help = `npm run bench -- [goal ...] [--rounds 5] [--seconds 4] [--rows 100000] [--keep]
  goals: signin storm session hop people decide flat events small commands (all when none is named); --keep writes docs/benchmarks.md`;

runBuilt('tools/bench/run.mjs', help);
