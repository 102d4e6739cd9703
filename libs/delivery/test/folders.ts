import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A folder of the test's own; `dropFolders` takes all of them away. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  made.push(folder);
  return folder;
}

export async function dropFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
}
