import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackFault } from './wrong-pack.js';

/** Reads the files of one pack and remembers what is wrong with them. */
export class PackFiles {
  readonly faults: PackFault[] = [];

  constructor(readonly folder: string) {}

  /** The file's text, without what editors put around it; empty and a fault when there is none. */
  text(file: string): string {
    try {
      return readFileSync(join(this.folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    } catch {
      this.fault(file, '', 'cannot be read');
      return '';
    }
  }

  /** The file's JSON value; `undefined` and a fault when it is none. */
  json(file: string): unknown {
    const text = this.text(file);
    if (text === '') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      this.fault(file, '', error instanceof Error ? error.message : 'is not JSON');
      return undefined;
    }
  }

  fault(file: string, path: string, message: string): void {
    this.faults.push({ file, path, message });
  }
}
