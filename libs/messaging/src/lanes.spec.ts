import { Lanes, Turns } from './lanes.js';

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('lanes', () => {
  it('keep the order of one key and let others pass', async () => {
    const lanes = new Lanes();
    const seen: string[] = [];
    const step = (name: string, ms: number) => async () => {
      await later(ms);
      seen.push(name);
    };
    await Promise.all([
      lanes.add('a', step('a1', 40)),
      lanes.add('a', step('a2', 1)),
      lanes.add('b', step('b1', 5)),
      lanes.add('a', step('a3', 1)),
    ]);
    expect(seen).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(lanes.size).toBe(0);
  });
});

describe('turns', () => {
  it('let no more than the limit work at once, also when work fails', async () => {
    const turns = new Turns(2);
    let working = 0;
    let most = 0;
    const work = async (fails: boolean) => {
      most = Math.max(most, (working += 1));
      await later(3);
      working -= 1;
      if (fails) throw new Error('no');
    };
    const results = await Promise.allSettled(
      Array.from({ length: 9 }, (_, at) => turns.take(() => work(at % 3 === 0))),
    );
    expect(most).toBe(2);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    await turns.take(() => work(false));
  });
});
