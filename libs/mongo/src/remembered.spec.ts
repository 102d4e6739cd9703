import { describe, expect, it } from '@jest/globals';
import { remembered } from './documents.js';

const now = new Date('2026-11-22T18:00:00Z');
const secondsAgo = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const handled = (count: number, at: Date) =>
  Array.from({ length: count }, (_, id) => ({ id: `c${id}`, bodyHash: '', at }));
const command = { id: 'new', bodyHash: 'body' };
const idsAfter = (before: ReturnType<typeof handled>) => remembered(before, command, now).map(({ id }) => id);

describe('the commands that a document remembers', () => {
  it('are the newest 20 of the last day', () => {
    expect(idsAfter(handled(30, secondsAgo(3_600)))).toEqual([
      ...Array.from({ length: 19 }, (_, at) => `c${at + 11}`),
      'new',
    ]);
    expect(idsAfter(handled(5, secondsAgo(86_400)))).toEqual(['new']);
  });

  it('are, in a burst, up to 100 of the last minute: who timed out asks again', () => {
    expect(idsAfter(handled(60, secondsAgo(59)))).toHaveLength(61);
    expect(idsAfter(handled(60, secondsAgo(60)))).toHaveLength(20);
    const many = idsAfter(handled(120, now));
    expect([many.length, many[0], many.at(-1)]).toEqual([100, 'c21', 'new']);
  });

  it('stay as they are where no command is at hand', () => {
    const before = handled(2, now);
    expect(remembered(before, undefined, now)).toEqual(before);
  });
});
