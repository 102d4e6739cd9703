import { Catalogue, placeholdersOf, type Texts, valueAt } from './catalogue.js';
import type { PackFiles } from './pack-files.js';
import type { Program } from './program.js';
import { packTextKeys } from './text-keys.js';

/** The catalogue of a pack: `texts.<language>.json`, the same keys in each. */
export function packTexts(files: PackFiles, program: Program): Catalogue {
  const texts = new Map(program.languages.map((language) => [language, readTexts(files, `texts.${language}.json`)]));
  const keys = new Set([...packTextKeys, ...[...texts.values()].flatMap((each) => [...each.keys()])]);
  for (const [language, each] of texts) {
    const missing = [...keys].filter((key) => !each.has(key));
    for (const key of missing) files.fault(`texts.${language}.json`, `/${key}`, 'is missing');
  }
  checkValues(files, texts, program);
  return new Catalogue(texts);
}

export function readTexts(files: PackFiles, file: string): Texts {
  const json = files.json(file);
  const entries = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  for (const [key, text] of entries) {
    if (typeof text !== 'string' || text === '') files.fault(file, `/${key}`, 'must be a text');
  }
  return new Map(entries as [string, string][]);
}

/** A name with a dot is a value of the pack, and must be there; a plain name is given when the text is used. */
function checkValues(files: PackFiles, texts: ReadonlyMap<string, Texts>, program: Program): void {
  const uses = [...texts].flatMap(([language, each]) => [...each].map(([key, text]) => ({ language, key, text })));
  for (const { language, key, text } of uses) {
    const unknown = placeholdersOf(text).filter((name) => name.includes('.') && valueAt(program, name) === undefined);
    for (const name of unknown) files.fault(`texts.${language}.json`, `/${key}`, `the pack has no ${name}`);
  }
}
