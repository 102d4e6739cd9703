// A copy of the libraries and of one service below the state folder: a place where files may be changed and tests run.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment.mjs';

const roots = ['jest.config.mjs', 'tsconfig.base.json', '.prettierrc.json', 'libs'];

/** Answers the copy's folder; packages are found in the repository above it, `@portico/*` in the copy itself. */
export function copyOf(service, { without }) {
  const state = join(repository, '.portico');
  mkdirSync(state, { recursive: true });
  const copy = mkdtempSync(join(state, 'copy-'));
  const isWanted = (path) => !/\/(?:node_modules|dist)$/.test(path) && !without.test(path);
  for (const path of [...roots, `services/${service}`]) {
    cpSync(join(repository, path), join(copy, path), { recursive: true, filter: isWanted });
  }
  const scope = join(copy, 'node_modules/@portico');
  mkdirSync(scope, { recursive: true });
  for (const lib of readdirSync(join(copy, 'libs'))) symlinkSync(join(copy, 'libs', lib), join(scope, lib));
  return copy;
}
