import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose step it is; nobody's steps pass unhindered. */
const lanes = new AsyncLocalStorage<Lane>();

class Lane {
  waiting?: () => void;
  #settled = Promise.withResolvers<void>();

  /** Until this lane waits for its turn, or is through. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.#settled.resolve();
    });
  }

  go(): void {
    const go = this.waiting;
    this.waiting = undefined;
    this.#settled = Promise.withResolvers();
    go?.();
  }

  end(): void {
    this.waiting = undefined;
    this.#settled.resolve();
  }
}

/** A step that may be kept waiting: what touches the outside. */
export const turn = async (): Promise<void> => lanes.getStore()?.wait();

/** Every method of these names waits for its turn, before it does anything. */
export function inTurns<T extends object>(store: T, ...names: (keyof T & string)[]): T {
  return new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name, target) as unknown;
      if (typeof found !== 'function') return found;
      if (!names.includes(name as never)) return found.bind(target) as unknown;
      return async (...given: unknown[]) => {
        await turn();
        return Reflect.apply(found, target, given) as unknown;
      };
    },
  });
}

export interface Played {
  outcomes: PromiseSettledResult<unknown>[];
  /** How many could have gone at each step. */
  options: number[];
}

/** Lets works go step by step; who goes next, of those that wait, `choices` says, the first when it says nothing. */
export async function play(works: (() => Promise<unknown>)[], choices: readonly number[]): Promise<Played> {
  const all = works.map(() => new Lane());
  const running = works.map((work, at) => lanes.run(all[at] as Lane, () => begun(work, all[at] as Lane)));
  const options: number[] = [];
  for (;;) {
    await Promise.all(all.map(({ settled }) => settled));
    const ready = all.filter(({ waiting }) => waiting !== undefined);
    if (ready.length === 0) return { outcomes: await Promise.allSettled(running), options };
    const choice = (choices[options.length] ?? 0) % ready.length;
    options.push(ready.length);
    ready[choice]?.go();
  }
}

async function begun(work: () => Promise<unknown>, lane: Lane): Promise<unknown> {
  try {
    await turn();
    return await work();
  } finally {
    lane.end();
  }
}

/** Plays every order in which the steps can be taken; answers how many there were. */
export async function everyOrder(once: (choices: readonly number[]) => Promise<Played>): Promise<number> {
  let orders = 0;
  for (let choices: number[] | undefined = []; choices;) {
    const { options }: Played = await once(choices);
    orders += 1;
    choices = next(choices, options);
  }
  return orders;
}

/** The order after this one, as an odometer counts; none after the last. */
function next(choices: readonly number[], options: readonly number[]): number[] | undefined {
  const taken = options.map((_, at) => choices[at] ?? 0);
  for (let at = taken.length - 1; at >= 0; at -= 1) {
    const more = (taken[at] as number) + 1;
    if (more < (options[at] as number)) return [...taken.slice(0, at), more];
  }
  return undefined;
}
