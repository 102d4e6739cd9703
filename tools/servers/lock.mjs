import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { bornAt, isAlive } from './process.mjs';

function isAbandoned(path) {
  try {
    return !isAlive(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return false;
  }
}

/** One holder at a time, across processes; a holder that died gives way. Answers the release. */
export async function locked(path, onWait = () => undefined) {
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(path, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (tries === 2) onWait();
      if (isAbandoned(path)) rmSync(path, { force: true });
      else await sleep(300);
    }
  }
}
