// What the commands print, and how they run others.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { repository } from './environment.mjs';

const began = Date.now();

/** One line of progress, with the seconds since the command began. */
export const say = (line) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)}s  ${line}`);

const windows = process.platform === 'win32';

/** Node 24 of the packages; the machine's own may be older. */
export function node24() {
  const own = join(repository, 'node_modules/node/bin', windows ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** PATH with the packages' programs and Node 24 first. */
export const withPackages = (extra = {}) => {
  const first = [join(repository, 'node_modules/.bin'), dirname(node24())].join(windows ? ';' : ':');
  return { ...process.env, PATH: `${first}${windows ? ';' : ':'}${process.env.PATH}`, ...extra };
};

const children = new Set();

/** Ends the commands that still run, for a command that was told to end. */
export const endChildren = () => children.forEach((child) => child.kill('SIGTERM'));

/**
 * Runs a command in the repository and shows its output; answers its exit code. `quiet`: true shows it only when it
 * fails, 'silent' never (who reads a report). `limit`: milliseconds after which it is killed.
 */
export function follow(file, args, { quiet = false, env = process.env, cwd = repository, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      shell: windows,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    children.add(child);
    const late = limit && setTimeout(() => child.kill('SIGKILL'), limit);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
    child.on('error', (error) => {
      console.error(`${file} could not be run: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      clearTimeout(late);
      children.delete(child);
      if (code !== 0 && quiet === true) console.log(output.trim().split('\n').slice(-40).join('\n'));
      resolve(signal ? 128 : code);
    });
  });
}

/** Ends a command with one sentence instead of a stack, unless DEBUG asks for it. */
export function main(work) {
  work().catch((error) => {
    console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
    process.exitCode = 1;
  });
}
