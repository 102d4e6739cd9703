import { refusal } from '@portico/kernel';
import { pointing } from './pointing.js';
import type { Acceptance, ShownDocument } from './registration-steps.js';

export const boxesRequired = refusal('invalid', 'boxes-required', 'Please check every box to go on.');

export const acceptancesOf = (
  { id, version, hash, boxes }: ShownDocument,
  given: Pick<Acceptance, 'at' | 'address'>,
): Acceptance[] => boxes.map(({ id: box }) => ({ document: id, version, hash, box, ...given }));

/** Every box of a document, and no other (MC-REG-03, MC-INV-06). */
export function mustBeAllBoxes(boxes: readonly { id: string }[], accepted: readonly string[]): void {
  const complete = boxes.every(({ id }) => accepted.includes(id)) && accepted.length === boxes.length;
  if (!complete) throw boxesRequired(pointing('/accepted', boxesRequired));
}
