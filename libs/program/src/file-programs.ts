import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Catalogue, filled } from './catalogue.js';
import { type Pack, readPack } from './pack.js';
import { PackFiles } from './pack-files.js';
import type { PackTemplates } from './pack-templates.js';
import { readTexts } from './pack-texts.js';
import type { Program, RenderedMail } from './program.js';
import { Programs } from './programs.js';
import { programUnknown } from './refusals.js';
import { WrongPack } from './wrong-pack.js';

type Values = Record<string, unknown>;
type Filling = [values: Values, language?: string];
type Run<T> = (templates: PackTemplates, shared: Values) => T;

const platformFolder = fileURLToPath(new URL('../texts', import.meta.url));
const platformLanguages = ['en', 'es'];

/** The packs in the folders of one directory, read once; a wrong one stops the boot. */
export class FilePrograms extends Programs {
  readonly #packs: ReadonlyMap<string, Pack>;
  readonly #platform = platformTexts();

  constructor(directory: string) {
    super();
    const packs = foldersIn(resolve(directory)).map(readPack);
    this.#packs = new Map(packs.map((pack) => [pack.program.id, pack]));
  }

  get(id: string): Program {
    return this.pack(id).program;
  }

  ids(): string[] {
    return [...this.#packs.keys()];
  }

  text(
    programId: string | undefined,
    key: string,
    ...[language, values]: [language?: string, values?: Values]
  ): string | undefined {
    const pack = programId === undefined ? undefined : this.#packs.get(programId);
    const catalogues = pack ? [pack.texts, this.#platform] : [this.#platform];
    const best = (pack?.texts ?? this.#platform).language(language);
    const all = { ...pack?.program, ...pack?.program.password, ...values };
    const tries = [best, 'en'].flatMap((each) =>
      catalogues.map((catalogue) => [catalogue.find(key, each), each] as const),
    );
    return firstOf(tries, ([text, each]) =>
      text === undefined ? undefined : filled(text, { language: each, zone: pack?.program.zone ?? 'UTC', values: all }),
    );
  }

  screenTexts(programId: string, language?: string): Record<string, string> {
    const { texts } = this.pack(programId);
    const keys = texts.keys(texts.language(language)).filter((key) => key.startsWith('screen.'));
    return Object.fromEntries(keys.map((key) => [key, this.text(programId, key, language) ?? '']));
  }

  mail(programId: string, template: string, ...[values, language]: Filling): RenderedMail {
    return this.render({ programId, language }, (templates, shared) =>
      templates.mail(template, { ...values, ...shared }),
    );
  }

  message(programId: string, template: string, ...[values, language]: Filling): string {
    return this.render({ programId, language }, (templates, shared) =>
      templates.message(template, { ...values, ...shared }),
    );
  }

  private render<T>({ programId, language: accepted }: { programId: string; language?: string }, run: Run<T>): T {
    const { program, texts, templates } = this.pack(programId);
    const language = texts.language(accepted);
    const found = templates.get(language);
    if (found === undefined) throw new RangeError(`${programId} has no templates in ${language}`);
    return run(found, { program, language });
  }

  private pack(id: string): Pack {
    const pack = this.#packs.get(id);
    if (pack === undefined) throw programUnknown();
    return pack;
  }
}

function foldersIn(directory: string): string[] {
  const folders = entriesOf(directory).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  if (folders.length === 0)
    throw new WrongPack(directory, [{ file: basename(directory), path: '', message: 'holds no packs' }]);
  return folders.map(({ name }) => join(directory, name)).sort();
}

function entriesOf(directory: string): { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    throw new WrongPack(dirname(directory), [{ file: basename(directory), path: '', message: 'cannot be read' }]);
  }
}

function platformTexts(): Catalogue {
  const files = new PackFiles(platformFolder);
  const texts = new Map(platformLanguages.map((language) => [language, readTexts(files, `texts.${language}.json`)]));
  if (files.faults.length > 0) throw new WrongPack(platformFolder, files.faults);
  return new Catalogue(texts);
}

function firstOf<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
