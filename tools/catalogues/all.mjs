// The catalogues of messages and events, from the built contracts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asyncApi } from './asyncapi.mjs';
import { docLines } from './doc-lines.mjs';
import { eventList } from './event-list.mjs';

async function builtContracts(root) {
  const built = join(root, 'libs/contracts/dist/index.js');
  const { events, messages, fieldsOf } = await import(pathToFileURL(built)).catch((error) => {
    throw new Error(`The contracts are not built (${error.message}): run \`npm run build\` first.`);
  });
  return { events, messages, fieldsOf, docs: docLines(join(root, 'libs/contracts/src')) };
}

/** Text by path, as the files should be. */
export async function catalogues(root) {
  const contracts = await builtContracts(root);
  return {
    'docs/events.md': eventList(contracts),
    'docs/asyncapi.json': `${JSON.stringify(asyncApi(contracts), null, 2)}\n`,
  };
}
