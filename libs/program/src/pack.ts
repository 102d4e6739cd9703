import { basename } from 'node:path';
import type { Catalogue } from './catalogue.js';
import { crossFaults } from './cross-checks.js';
import { documentHash } from './document-hash.js';
import { PackFiles } from './pack-files.js';
import { PackTemplates } from './pack-templates.js';
import { packTexts } from './pack-texts.js';
import type { Program, ProgramDocument } from './program.js';
import { schemaFaults } from './schema-check.js';
import { WrongPack } from './wrong-pack.js';

/** One payer's folder, read and found right. */
export interface Pack {
  program: Program;
  texts: Catalogue;
  templates: ReadonlyMap<string, PackTemplates>;
}

type DocumentEntry = Omit<ProgramDocument, 'text' | 'hash'> & { file: string };

/** Reads a pack; throws `WrongPack` with everything that is wrong with it. */
export function readPack(folder: string): Pack {
  const files = new PackFiles(folder);
  const program = readProgram(files);
  const texts = packTexts(files, program);
  const templates = new Map(program.languages.map((language) => [language, new PackTemplates(files, language)]));
  stopOnFaults(files);
  return { program: frozen(program), texts, templates };
}

function readProgram(files: PackFiles): Program {
  const json = files.json('program.json');
  if (json !== undefined) files.faults.push(...schemaFaults(json));
  stopOnFaults(files);
  const program = json as Program;
  if (program.id !== basename(files.folder))
    files.fault('program.json', '/id', `must be ${basename(files.folder)}, the folder's name`);
  files.faults.push(...crossFaults(program));
  return { ...program, documents: readDocuments(files, program.documents as unknown as Record<string, DocumentEntry>) };
}

function readDocuments(files: PackFiles, entries: Record<string, DocumentEntry>): Record<string, ProgramDocument> {
  const documents = Object.entries(entries).map(([id, { file, ...entry }]) => {
    const document = { ...entry, text: files.text(file) };
    return [id, { ...document, hash: documentHash(document) }] as const;
  });
  return Object.fromEntries(documents);
}

function stopOnFaults({ folder, faults }: PackFiles): void {
  if (faults.length > 0) throw new WrongPack(folder, faults);
}

/** A pack is shared by everything in the process: nobody may change it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
