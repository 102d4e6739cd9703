import { describe, expect, it } from '@jest/globals';
import { Lanes } from './lanes.js';

describe('lanes', () => {
  it('let so many pieces of work for one key run at a time, in the order in which they came', async () => {
    const lanes = new Lanes(2);
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = (number: number) => async (): Promise<void> => {
      begun.push(number);
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, (_, at) => lanes.run('one', work(at))));

    expect(most).toBe(2);
    expect(begun).toEqual(Array.from({ length: 10 }, (_, at) => at));
  });

  it('do not hold up other keys, and go on after a failure', async () => {
    const lanes = new Lanes(1);
    let end: () => void = () => undefined;
    const long = lanes.run('one', () => new Promise<void>((resolve) => (end = resolve)));
    const after = lanes.run('one', async () => 'after');

    await expect(lanes.run('other', async () => 'other')).resolves.toBe('other');
    await expect(lanes.run('third', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(lanes.run('third', async () => 'again')).resolves.toBe('again');
    end();
    await long;
    await expect(after).resolves.toBe('after');
  });
});
