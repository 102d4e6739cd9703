import { BoundedCache } from './bounded-cache.js';

describe('a bounded cache', () => {
  let now = 0;
  const cache = () => new BoundedCache<number>(3, () => now);

  it('forgets what has outlived its time', () => {
    const kept = cache();
    kept.put('a', 1, 10);
    expect(kept.get('a')).toBe(1);
    now = 10;
    expect(kept.get('a')).toBeUndefined();
    expect(kept.size).toBe(0);
  });

  it('lets the oldest make room', () => {
    now = 0;
    const kept = cache();
    for (const [value, name] of ['a', 'b', 'c'].entries()) kept.put(name, value, 10);
    kept.put('a', 9, 10);
    kept.put('d', 3, 10);
    expect(['a', 'b', 'c', 'd'].map((name) => kept.get(name))).toEqual([9, undefined, 2, 3]);
  });
});
