import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const programsFolder = fileURLToPath(new URL('../../../programs', import.meta.url));

/** A copy of a pack that a test may spoil. */
export class SpoiltPack {
  private readonly root = mkdtempSync(join(tmpdir(), 'pack-'));
  readonly folder: string;

  constructor(id = 'medi-cal') {
    this.folder = join(this.root, id);
    cpSync(join(programsFolder, id), this.folder, { recursive: true });
  }

  /** Sets the value at a JSON pointer; `undefined` takes it away. */
  set(pointer: string, value: unknown): this {
    const path = join(this.folder, 'program.json');
    const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const names = pointer.split('/').slice(1);
    const last = names.pop() ?? '';
    const holder = names.reduce((at, name) => at[name] as Record<string, unknown>, json);
    holder[last] = value;
    return this.write('program.json', JSON.stringify(json));
  }

  write(file: string, text: string): this {
    writeFileSync(join(this.folder, file), text);
    return this;
  }

  remove(file = '..'): void {
    rmSync(join(this.folder, file), { recursive: true, force: true });
  }
}
