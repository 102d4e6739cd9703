import { setTimeout as pause } from 'node:timers/promises';
import { refusal } from '@portico/kernel';
import { currentContext, defaultPatience, LostRace } from './context.js';

/** Others kept changing the same thing until the caller's time was up. */
export const lostRace = refusal(
  'conflict',
  'lost-race',
  'This was changed by someone else at the same moment. Please try again.',
);

/** Longest pause between two tries, in milliseconds. */
const longestPause = 150;

/**
 * Does the work again from its load while someone else saves first, until the deadline of the context. The work is told
 * whether it lost before: what it was given loaded is old then.
 */
export async function untilWon<T>(work: (hasLost: boolean) => Promise<T>): Promise<T> {
  const deadline = currentContext()?.deadline ?? performance.now() + defaultPatience;
  for (let tries = 1; ; tries += 1) {
    const outcome = await once(() => work(tries > 1));
    if ('won' in outcome) return outcome.won;
    if (performance.now() >= deadline) throw lostRace();
    await pause(jitter(tries));
  }
}

async function once<T>(work: () => Promise<T>): Promise<{ won: T } | { lost: LostRace }> {
  try {
    return { won: await work() };
  } catch (error) {
    if (error instanceof LostRace) return { lost: error };
    throw error;
  }
}

/** Spread grows with the tries; the fraction of the monotonic clock is random enough to part two racers. */
function jitter(tries: number): number {
  const fraction = (performance.now() * 1_000) % 1;
  return Math.min(longestPause, 10 * 2 ** tries) * fraction;
}
