// Writes docs/events.md and docs/asyncapi.json from the built contracts; `--check` only says whether they are current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asyncApi } from './catalogues/asyncapi.mjs';
import { docLines } from './catalogues/doc-lines.mjs';
import { eventList } from './catalogues/event-list.mjs';
import { repository } from './environment.mjs';
import { main } from './say.mjs';

const docs = join(repository, 'docs');

async function builtContracts() {
  const built = join(repository, 'libs/contracts/dist/index.js');
  const { events, messages, fieldsOf } = await import(pathToFileURL(built)).catch((error) => {
    throw new Error(`The contracts are not built (${error.message}): run \`npm run build\` first.`);
  });
  return { events, messages, fieldsOf, docs: docLines(join(repository, 'libs/contracts/src')) };
}

const catalogues = (contracts) => ({
  'events.md': eventList(contracts),
  'asyncapi.json': `${JSON.stringify(asyncApi(contracts), null, 2)}\n`,
});

const present = (name) => {
  try {
    return readFileSync(join(docs, name), 'utf8');
  } catch {
    return undefined;
  }
};

main(async () => {
  const expected = Object.entries(catalogues(await builtContracts()));
  const stale = expected.filter(([name, text]) => present(name) !== text);
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    throw new Error(
      `docs/${stale.map(([name]) => name).join(', docs/')}: not as the contracts say; run \`node tools/catalogues.mjs\`.`,
    );
  }
  mkdirSync(docs, { recursive: true });
  for (const [name, text] of stale) writeFileSync(join(docs, name), text);
  console.log(
    stale.length > 0 ? `written: ${stale.map(([name]) => `docs/${name}`).join(', ')}` : 'the catalogues are current',
  );
});
