import type { FieldFault } from '@portico/kernel';

/** How deep objects and lists may lie within each other. */
export const deepest = 20;

/** How much a list or an object may hold: what checks each against all others takes time that grows with the square. */
export const longest = 1_000;

/** With the `u` flag, only a surrogate that stands alone. */
const halfPair = /\p{Surrogate}/u;

interface Level {
  /** Keys seen so far; none in a list. */
  keys?: Set<string>;
  /** Commas seen so far. */
  commas: number;
  /** The key, or the place in the list, that is being read. */
  at: string | number;
  expectsKey: boolean;
}

/** Reads text that is known to be JSON once more, for what a parser passes in silence. Stops at the first fault. */
export class JsonScan {
  readonly #levels: Level[] = [];
  #position = 0;

  constructor(private readonly text: string) {}

  /** The first thing wrong: a doubled or dangerous key, null, a control or half character, too deep or too full a nest. */
  fault(): FieldFault | undefined {
    for (; this.#position < this.text.length; this.#position += 1) {
      const found = this.#take(this.text[this.#position] as string);
      if (found) return found;
    }
    return undefined;
  }

  #take(character: string): FieldFault | undefined {
    switch (character) {
      case '"':
        return this.#string();
      case '{':
      case '[':
        return this.#enter(character === '{');
      case '}':
      case ']':
        return void this.#levels.pop();
      case ',':
        return this.#next();
      case 'n':
        return this.#wrong('isDefined', 'null is not accepted: leave the field out');
      default:
        return undefined;
    }
  }

  #enter(isObject: boolean): FieldFault | undefined {
    if (this.#levels.length >= deepest) return this.#wrong('depth', `at most ${deepest} levels are accepted`);
    this.#levels.push({ keys: isObject ? new Set() : undefined, commas: 0, at: 0, expectsKey: isObject });
    return undefined;
  }

  #next(): FieldFault | undefined {
    const level = this.#levels.at(-1);
    if (!level) return undefined;
    level.commas += 1;
    if (level.keys) level.expectsKey = true;
    else level.at = level.commas;
    return level.commas < longest ? undefined : this.#wrong('length', `at most ${longest} values are accepted`);
  }

  #string(): FieldFault | undefined {
    const value = this.#read();
    const level = this.#levels.at(-1);
    if (!level?.expectsKey) return this.#judge(value);
    level.expectsKey = false;
    level.at = value;
    return this.#judgeKey(value, level.keys as Set<string>);
  }

  #read(): string {
    const from = this.#position;
    do this.#position += this.text[this.#position] === '\\' ? 2 : 1;
    while (this.text[this.#position] !== '"');
    const raw = this.text.slice(from + 1, this.#position);
    return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
  }

  #judgeKey(key: string, keys: Set<string>): FieldFault | undefined {
    if (key in Object.prototype) return this.#wrong('forbiddenKey', 'this name is not accepted');
    if (keys.has(key)) return this.#wrong('duplicateKey', 'this field is named twice');
    keys.add(key);
    return this.#judge(key);
  }

  #judge(value: string): FieldFault | undefined {
    if (value.includes('\0')) return this.#wrong('characters', 'the character NUL is not accepted');
    return halfPair.test(value) ? this.#wrong('characters', 'half a surrogate pair is not accepted') : undefined;
  }

  #wrong(code: string, message: string): FieldFault {
    const pointer = this.#levels.map(({ at }) => `/${escaped(String(at))}`).join('');
    return { pointer: pointer.replace(/[\p{Surrogate}\0]/gu, '\ufffd'), code, message };
  }
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
