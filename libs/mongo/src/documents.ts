import type { Filter } from 'mongodb';
import type { HandledCommand, OutboxEntry, Stored } from './stored.js';

export type Fields = Record<string, unknown>;

/** What a loaded aggregate was like: a save writes what differs from it. */
export interface Memory {
  state: Readonly<Fields>;
  handled: HandledCommand[];
  outbox: OutboxEntry[];
}

/** One conditional update of one document. */
export interface Update {
  $set?: Fields;
  $unset?: Record<string, ''>;
  $inc: { version: 1 };
  $push?: { outbox: { $each: OutboxEntry[] } };
}

/** Commands are remembered this long, and at most so many (design: repeats come within a day). */
const rememberedFor = 24 * 60 * 60 * 1_000;
const rememberedAtMost = 20;
/** Where many come at once, those of the last minute stay as well: a caller that timed out asks again within it. */
const inBurst = { for: 60 * 1_000, atMost: 100 };

/** The handled list after this command: the version guards it, so it is written whole and old entries fall out. */
export function remembered(
  handled: readonly HandledCommand[],
  command: { id: string; bodyHash: string } | undefined,
  at: Date,
): HandledCommand[] {
  if (!command) return [...handled];
  const within = (length: number): HandledCommand[] =>
    handled.filter((entry) => at.getTime() - entry.at.getTime() < length);
  const burst = within(inBurst.for).slice(1 - inBurst.atMost);
  const recent = within(rememberedFor).slice(1 - rememberedAtMost);
  const kept = burst.length > recent.length ? burst : recent;
  return [...kept, { id: command.id, bodyHash: command.bodyHash, at }];
}

/** Fields that are not as they were; one that is gone is there as undefined. */
export function changed(before: Readonly<Fields>, after: Fields): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(after)) if (value !== before[name]) fields[name] = value;
  for (const name of Object.keys(before)) if (!(name in after)) fields[name] = undefined;
  return fields;
}

export function updateOf(save: { fields: Fields; facts: OutboxEntry[]; handled?: HandledCommand[] }): Update {
  const written = Object.entries(save.fields).filter(([, value]) => value !== undefined);
  const gone = Object.entries(save.fields).filter(([, value]) => value === undefined);
  if (save.handled) written.push(['handled', save.handled]);
  const update: Update = { $inc: { version: 1 } };
  if (written.length > 0) update.$set = Object.fromEntries(written);
  if (gone.length > 0) update.$unset = Object.fromEntries(gone.map(([name]) => [name, '']));
  if (save.facts.length > 0) update.$push = { outbox: { $each: save.facts } };
  return update;
}

const reserved = ['_id', 'version', 'outbox', 'handled'];

/** Beside the state lie fields of the store; a state that has one of their names would lose it. */
export function mustNotClash(state: Fields): void {
  const clash = reserved.find((name) => name in state);
  if (clash) throw new TypeError(`a state cannot have a field named ${clash}`);
}

export function stateOf(stored: Stored): Fields {
  const { _id, version: _version, outbox: _outbox, handled: _handled, ...state } = stored;
  return state;
}

/** A filter with an undefined value would match any document that lacks the field: it is a mistake, never a question. */
export function guarded(filter: Filter<Stored>): Filter<Stored> {
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) throw new TypeError(`the filter's ${name} is undefined`);
  }
  return filter;
}

/** A loaded state cannot be changed in place: a save compares by reference. */
export function frozen<T>(value: T): T {
  const plain = Array.isArray(value) || (typeof value === 'object' && value !== null && isPlain(value));
  if (!plain) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;
