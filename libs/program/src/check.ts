import { milliseconds } from '@portico/kernel';
import type { Program } from './program.js';

/** What is wrong with a program, by JSON pointer. */
export type Check = (program: Program) => Iterable<[path: string, message: string]>;

export const isShorter = (one: string, other: string): boolean => milliseconds(one) < milliseconds(other);

export function* unknown(
  values: readonly string[],
  known: readonly string[],
  path: string,
): Generator<[string, string]> {
  for (const [index, value] of values.entries()) {
    if (!known.includes(value)) yield [`${path}/${index}`, `${value} is none of ${known.join(', ')}`];
  }
}

export function* repeated(items: readonly { id: string }[], path: string): Generator<[string, string]> {
  for (const [index, { id }] of items.entries()) {
    if (items.findIndex((other) => other.id === id) !== index) yield [`${path}/${index}/id`, `${id} comes twice`];
  }
}
