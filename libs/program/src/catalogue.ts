import { bestLanguage } from './languages.js';
import { dayWords, durationWords, momentWords } from './wording.js';

/** Texts of one language by key. */
export type Texts = ReadonlyMap<string, string>;

export interface Filling {
  language: string;
  zone: string;
  values: Record<string, unknown>;
}

const placeholder = /\{([A-Za-z][A-Za-z0-9.]*)(?:, (duration|day|moment))?\}/g;

/** Texts by language; the first language is the one of last resort. */
export class Catalogue {
  constructor(private readonly languages: ReadonlyMap<string, Texts>) {}

  language(accepted?: string): string {
    return bestLanguage([...this.languages.keys()], accepted);
  }

  find(key: string, language: string): string | undefined {
    return this.languages.get(language)?.get(key);
  }

  keys(language: string): string[] {
    return [...(this.languages.get(language)?.keys() ?? [])];
  }
}

/** Fills `{name}`, `{name, duration}`, `{name, day}` and `{name, moment}`; `undefined` when a value is missing. */
export function filled(text: string, filling: Filling): string | undefined {
  let complete = true;
  const result = text.replace(placeholder, (_whole, path: string, form?: string) => {
    const value = valueAt(filling.values, path);
    if (value === undefined || value === null) complete = false;
    return complete ? inForm(value, filling, form) : '';
  });
  return complete ? result : undefined;
}

/** The names that a text asks for. */
export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(placeholder)].map((match) => match[1] ?? '');

export function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isOwn(value, name) ? value[name] : undefined), values);
}

const isOwn = (value: unknown, name: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

function inForm(value: unknown, { language, zone }: Filling, form?: string): string {
  if (form === 'duration') return durationWords(value, language);
  if (form === 'day') return dayWords(value, language, zone);
  return form === 'moment' ? momentWords(value, language, zone) : String(value);
}
