import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const declaration = /(?:\brefusal|new Refusal)\(\s*'[a-z-]+',\s*'([a-z0-9-]+)'/g;
const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, `libs/program/texts/texts.${language}.json`), 'utf8')) as Record<string, string>;

function codes(): string[] {
  const sources = ['libs', 'services', 'gateway'].flatMap((folder) => sourcesIn(join(root, folder)));
  const found = sources.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(declaration)].map((match) => match[1] ?? ''),
  );
  return [...new Set(found)].sort();
}

function sourcesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter(
    (path) => path.includes('/src/') && /(?<!\.spec|\.d)\.ts$/.test(path) && !path.includes('node_modules'),
  );
}

describe('the catalogue of the platform', () => {
  it('has a text in English for every refusal that the code declares [X-01]', () => {
    const found = codes();
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((code) => !Object.hasOwn(texts('en'), code))).toEqual([]);
  });

  it('has the same keys in both languages, and no text alike', () => {
    const [english, spanish] = [texts('en'), texts('es')];
    expect(Object.keys(spanish)).toEqual(Object.keys(english));
    expect(Object.keys(english).filter((key) => english[key] === spanish[key])).toEqual([]);
  });
});
