// The doc line of each contract class, from its source: what a catalogue says in words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:abstract )?class (\w+)/g;

const sentence = (comment) =>
  comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

/** {class name: doc line} of every TypeScript file below a folder. */
export function docLines(folder) {
  const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const pairs = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(documented)].map(([, comment, type]) => [
      type,
      sentence(comment),
    ]),
  );
  return Object.fromEntries(pairs);
}
