// The documents that are made from the code are those in the tree.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogues } from '../catalogues/all.mjs';

/** Documents that are not what the built code would write; `read` gives the text of one. */
export async function driftFaults(root, read = (path) => readFileSync(join(root, path), 'utf8')) {
  const { openapi } = await import(pathToFileURL(join(root, 'gateway/dist/docs/openapi.js')));
  const made = { 'docs/openapi.json': `${JSON.stringify(openapi(), null, 2)}\n`, ...(await catalogues(root)) };
  return Object.entries(made)
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => `${path}: not as the code says; run \`npm run docs\``);
}
