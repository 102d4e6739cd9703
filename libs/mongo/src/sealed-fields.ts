import { isDate } from 'node:util/types';
import type { FieldCrypto } from './field-crypto.js';
import type { Codec } from './stored.js';

type Fields = Record<string, unknown>;
type Turn = (text: string, field: string) => string;
type Walk = (value: unknown, turn: Turn, walked: string) => unknown;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !isDate(value) && !Array.isArray(value);

function atEnd(value: unknown, turn: Turn, walked: string): unknown {
  if (value === undefined || value === null) return value;
  if (typeof value !== 'string') throw new TypeError(`${walked} is to be sealed and is no text`);
  return turn(value, walked);
}

/** Copies what lies on the path and turns what lies at its end; all else is shared. */
function walkTo([head, ...rest]: string[]): Walk {
  if (head === undefined) return atEnd;
  const next = walkTo(rest);
  const walk: Walk = (value, turn, walked) => {
    if (Array.isArray(value)) {
      const inside = head === '*' ? next : walk;
      return value.map((item, at) => inside(item, turn, `${walked}.${at}`));
    }
    if (!isRecord(value)) return value;
    const copy = { ...value };
    const names = head === '*' ? Object.keys(value) : [head].filter((name) => name in value);
    for (const name of names) copy[name] = next(value[name], turn, `${walked}.${name}`);
    return copy;
  };
  return walk;
}

/** The text at a dotted path without `*`. */
function textAt(value: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value);
  return typeof found === 'string' ? found : undefined;
}

interface Hashed {
  field: string;
  purpose: string;
  within: string[];
}

/** Seals and opens the chosen fields of one collection, by the top field that each path starts with. */
export class SealedFields {
  readonly #walks = new Map<string, Walk[]>();
  readonly #hashes = new Map<string, Hashed[]>();
  readonly #hashFields: string[];

  constructor(
    private readonly collection: string,
    codec: Codec,
    private readonly crypto: () => FieldCrypto,
  ) {
    for (const path of codec.encrypt ?? []) {
      const [top = '', ...rest] = path.split('.');
      push(this.#walks, top, walkTo(rest));
    }
    this.#hashFields = Object.keys(codec.hash ?? {});
    for (const [field, path] of Object.entries(codec.hash ?? {})) {
      const [top = '', ...within] = path.split('.');
      push(this.#hashes, top, { field, purpose: this.purpose(path), within });
    }
  }

  get isEmpty(): boolean {
    return this.#walks.size === 0 && this.#hashes.size === 0;
  }

  /** What a keyed hash of this field is made for. */
  purpose(path: string): string {
    return `${this.collection}.${path}`;
  }

  /** The fields as they are stored; a field that is undefined stays so, with its hash. */
  seal(id: string, fields: Fields): Fields {
    if (this.isEmpty) return fields;
    const sealed = this.#turned(fields, (text, field) =>
      this.crypto().seal(text, { collection: this.collection, id, field }),
    );
    for (const [top, hashes] of this.#hashes) {
      if (!(top in fields)) continue;
      for (const { field, purpose, within } of hashes) sealed[field] = this.#hash(purpose, textAt(fields[top], within));
    }
    return sealed;
  }

  /** The fields as the domain knows them, without the hashes. */
  open(id: string, fields: Fields): Fields {
    if (this.isEmpty) return fields;
    const opened = this.#turned(fields, (text, field) =>
      this.crypto().open(text, { collection: this.collection, id, field }),
    );
    for (const field of this.#hashFields) delete opened[field];
    return opened;
  }

  /** The top fields in which something is sealed with a key that is no longer active. */
  stale(fields: Fields): string[] {
    return [...this.#walks.keys()].filter((top) => this.#isStale(top, fields));
  }

  #isStale(top: string, fields: Fields): boolean {
    let stale = false;
    const look: Turn = (text) => {
      stale ||= !this.crypto().isCurrent(text);
      return text;
    };
    for (const walk of this.#walks.get(top) ?? []) walk(fields[top], look, top);
    return stale;
  }

  #hash(purpose: string, text: string | undefined): string | undefined {
    return text === undefined ? undefined : this.crypto().hash(purpose, text);
  }

  #turned(fields: Fields, turn: Turn): Fields {
    const turned = { ...fields };
    for (const [top, walks] of this.#walks) {
      if (!(top in fields)) continue;
      for (const walk of walks) turned[top] = walk(turned[top], turn, top);
    }
    return turned;
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}
