import { beforeEach, describe, expect, it } from '@jest/globals';
import { OutboxQueue, type Waiting } from './outbox-queue.js';
import type { OutboxEntry } from './stored.js';

const entry = (sequence: number): OutboxEntry => ({ id: `e${sequence}`, sequence }) as OutboxEntry;
const about = (id: string, ...sequences: number[]): Waiting => ({ collection: 'c', id, entries: sequences.map(entry) });
const sequences = (batch: Waiting[]): number[][] => batch.map(({ entries }) => entries.map(({ sequence }) => sequence));

describe('OutboxQueue', () => {
  let queue: OutboxQueue;
  let woken: number;

  beforeEach(() => {
    queue = new OutboxQueue();
    woken = 0;
    queue.listen({ wake: () => (woken += 1), publishNow: async () => undefined });
  });

  it('wakes the relay, and gives what was added once', () => {
    queue.add(about('a', 1));
    queue.add(about('b', 1));
    expect(woken).toBe(2);
    expect(sequences(queue.take(10))).toEqual([[1], [1]]);
    expect(queue.take(10)).toEqual([]);
  });

  it('holds back what follows a fact that is being published', () => {
    queue.add(about('a', 1));
    const first = queue.take(10);
    queue.add(about('a', 1, 2));
    expect(queue.take(10)).toEqual([]);
    expect(queue.isWaiting).toBe(false);
    queue.published(first);
    expect(sequences(queue.take(10))).toEqual([[2]]);
  });

  it('joins what is put back with what came since, in order', () => {
    queue.add(about('a', 1, 2));
    const first = queue.take(10);
    queue.add(about('a', 2, 3));
    queue.putBack(first);
    expect(sequences(queue.take(10))).toEqual([[1, 2, 3]]);
  });

  it('takes no fact again that the stream has, until the document is clean', () => {
    queue.add(about('a', 1));
    const first = queue.take(10);
    queue.published(first);
    queue.add(about('a', 1));
    expect(queue.isWaiting).toBe(false);
    queue.forget(first);
    queue.add(about('a', 1));
    expect(queue.isWaiting).toBe(true);
  });

  it('is bounded', () => {
    for (let nth = 0; nth < 6_000; nth += 1) queue.add(about(`a${nth}`, 1));
    expect(queue.size).toBe(5_000);
    expect(woken).toBe(5_000);
  });

  it('puts what failed behind the others', () => {
    for (const id of ['a', 'b']) queue.add(about(id, 1));
    queue.putBack(queue.take(1));
    expect(queue.take(2).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
