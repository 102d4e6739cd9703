// The goals that `npm run bench` was asked for, on what was built.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { events } from './events.mjs';
import { hop, loginStorm, sessionRead, signInCost, smallAndQuick } from './figures.mjs';
import { commandCounts } from './commands.mjs';
import { decisions } from './decisions.mjs';
import { flat } from './flat.mjs';
import { people } from './people.mjs';
import { measuredWorld } from './portal.mjs';
import { main } from '../say.mjs';

const all = {
  commands: commandCounts,
  session: sessionRead,
  hop,
  signin: signInCost,
  storm: loginStorm,
  decide: decisions,
  people,
  flat,
  events,
  small: smallAndQuick,
};
const words = process.argv.slice(2);
const option = (name, otherwise) =>
  words.includes(`--${name}`) ? Number(words[words.indexOf(`--${name}`) + 1]) : otherwise;
const line = ({ goal, what, figure, bound, held, better, note }) =>
  `| ${goal} | ${what} | ${figure.toFixed(2)} | ${better === 'less' ? '≤' : '≥'} ${bound} | ${held ? 'held' : '**missed**'} | ${note} |`;
const head = '| goal | what | ratio | bound | | measured |\n|---|---|---|---|---|---|';

async function run() {
  const named = Object.keys(all).filter((name) => words.includes(name));
  const settings = { rounds: option('rounds', 5), seconds: option('seconds', 4), rows: option('rows', 100_000) };
  console.log('starting the platform and its accounts …');
  const measured = await measuredWorld();
  const rows = [];
  const texts = [];
  try {
    for (const name of named.length > 0 ? named : Object.keys(all)) {
      console.log(`${name} …`);
      const found = await all[name](measured, settings);
      if (typeof found === 'string') texts.push(found);
      else rows.push(...found);
      console.log(typeof found === 'string' ? found : found.map(line).join('\n'));
    }
  } finally {
    await measured.world.stop();
  }
  report(rows, texts, settings);
}

/** What people wrote below the figures stays. */
function keep(page) {
  const path = new URL('../../docs/benchmarks.md', import.meta.url);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const notes = before.includes(notesBegin) ? before.slice(before.indexOf(notesBegin)) : '';
  writeFileSync(path, `${page}${notes}`);
}

const notesBegin = '\n## What dominates';

function report(rows, texts, { rounds, seconds }) {
  const about = `${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.version}, ${rounds} alternating rounds of ${seconds} s, medians.`;
  const page = `# Benchmarks\n\nMade by \`npm run bench -- --keep\`. ${about}\nRatios are within one run, side by side; absolutes belong to that machine and hour.\n\n${head}\n${rows.map(line).join('\n')}\n\n${texts.join('\n\n')}\n`;
  console.log(`\n${page}`);
  if (words.includes('--keep')) keep(page);
}

main(run);
