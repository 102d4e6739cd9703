// Writes docs/events.md and docs/asyncapi.json from the built contracts; `--check` only says whether they are current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues } from './catalogues/all.mjs';
import { repository } from './environment.mjs';
import { main } from './say.mjs';

const at = (path) => join(repository, path);

const present = (path) => {
  try {
    return readFileSync(at(path), 'utf8');
  } catch {
    return undefined;
  }
};

main(async () => {
  const stale = Object.entries(await catalogues(repository)).filter(([path, text]) => present(path) !== text);
  const names = stale.map(([path]) => path).join(', ');
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    throw new Error(`${names}: not as the contracts say; run \`npm run docs\`.`);
  }
  mkdirSync(at('docs'), { recursive: true });
  for (const [path, text] of stale) writeFileSync(at(path), text);
  console.log(stale.length > 0 ? `written: ${names}` : 'the catalogues are current');
});
