// The packages of the lock file: installed when they are not the ones that lie in node_modules.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './environment.mjs';
import { follow } from './say.mjs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};

/** npm keeps what it installed in a hidden lock file; an optional package may be missing there. */
export function isInstalled() {
  const hidden = join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = read(hidden);
  const wanted = Object.entries(read(join(repository, 'package-lock.json'))).filter(([path]) =>
    path.startsWith('node_modules/'),
  );
  return wanted.every(([path, { version, link, optional }]) => {
    const there = installed[path];
    return there ? link || there.version === version : Boolean(optional);
  });
}

export async function installPackages(say) {
  if (isInstalled()) return;
  say('installing the packages (2 minutes on a slow line)');
  const beat = setInterval(() => say('still installing the packages'), 20_000);
  await install(say).finally(() => clearInterval(beat));
  say('the packages are installed');
}

async function install(say) {
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  // Where a registry lacks packages of other platforms, `ci` refuses the lock; `install` takes the same pins from it.
  const code = await follow('npm', ['ci', ...flags], { quiet: 'silent' });
  if (code !== 0) {
    say('npm ci refused the lock; npm install takes the same versions from it');
    if ((await follow('npm', ['install', '--no-save', ...flags])) !== 0) {
      throw new Error(
        'The packages could not be installed: check that the npm registry is reachable, then run it again.',
      );
    }
  }
}
