import { Turn } from './turn.js';

describe('a turn of the event loop', () => {
  it('ends at once for all who wait for it', () => {
    const turn = new Turn();
    expect(turn.end()).toBe(turn.end());
  });

  it('is followed by another', async () => {
    const turn = new Turn();
    const first = turn.end();
    await first;
    const next = turn.end();
    expect(next).not.toBe(first);
    await next;
  });

  it('lets what was begun in it come to its sending first', async () => {
    const turn = new Turn();
    const order: string[] = [];
    const sent = turn.end().then(() => order.push('sent'));
    process.nextTick(() => order.push('begun'));
    await sent;
    expect(order).toEqual(['begun', 'sent']);
  });
});
