import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Program } from '@portico/program';

/** A pack's own numbers, read from its file: what the journeys expect of the program that they run in. */
export function pack(id: string): Program {
  const path = fileURLToPath(new URL(`../../../programs/${id}/program.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as Program;
}
