import { createHash } from 'node:crypto';
import type { ProgramDocument } from './program.js';

/** SHA-256 over title, text and boxes, hex: what an acceptance records of the words that were read. */
export function documentHash({ title, text, boxes }: Pick<ProgramDocument, 'title' | 'text' | 'boxes'>): string {
  const words = JSON.stringify([title, text, boxes.map((box) => [box.id, box.text])]);
  return createHash('sha256').update(words).digest('hex');
}
