/** One wrong value: the file that holds it, relative to its pack, and the JSON pointer to it. */
export interface PackFault {
  file: string;
  path: string;
  message: string;
}

/** A pack cannot be served as it is; the message names every file, value and reason. */
export class WrongPack extends Error {
  constructor(
    readonly folder: string,
    readonly faults: readonly PackFault[],
  ) {
    const lines = faults.map(({ file, path, message }) => `  ${file}${path ? ` ${path}` : ''}: ${message}`);
    super([`The program pack in ${folder} is wrong.`, ...lines].join('\n'));
    this.name = 'WrongPack';
  }
}
