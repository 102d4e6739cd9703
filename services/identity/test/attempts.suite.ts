import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@portico/kernel';
import type { Attempts, Budget } from '../src/domain/attempts.js';
import { later, today } from './registration.builders.js';

export interface OpenedAttempts {
  attempts: Attempts;
  close(): Promise<void>;
}

const five: Budget = { limit: 5, windowMs: 900_000 };
const locking: Budget = { ...five, lock: { firstMs: 900_000, growth: 2, longestMs: 3_600_000 } };

/** What everything that counts tries must do. */
export function attemptsSuite(name: string, open: () => Promise<OpenedAttempts>): void {
  describe(`attempts in ${name}`, () => {
    let opened: OpenedAttempts;
    beforeAll(async () => {
      opened = await open();
    }, 30_000);
    afterAll(() => opened.close());

    const spent = async (budget: Budget, at = today, key = newId()): Promise<string> => {
      for (let time = 0; time < budget.limit; time += 1) await opened.attempts.take(key, budget, at);
      return key;
    };

    it('allow as many as the budget, then say how long to wait', async () => {
      const key = newId();
      const answers = [];
      for (let second = 0; second < 6; second += 1) answers.push(await opened.attempts.take(key, five, later(second)));

      expect(answers.map(({ left }) => left)).toEqual([4, 3, 2, 1, 0, 0]);
      expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false]);
      expect(answers.at(-1)).toEqual({ allowed: false, left: 0, retryAfter: 895 });
    });

    it('free each try when its own window has passed', async () => {
      const key = newId();
      for (let second = 0; second < 5; second += 1) await opened.attempts.take(key, five, later(second * 60));
      expect(await opened.attempts.take(key, five, later(899))).toMatchObject({ allowed: false, retryAfter: 1 });
      expect(await opened.attempts.take(key, five, later(900))).toMatchObject({ allowed: true, left: 0 });
      expect(await opened.attempts.take(key, five, later(901))).toMatchObject({ allowed: false, retryAfter: 59 });
    });

    it('look without counting', async () => {
      const key = newId();
      for (let time = 0; time < 9; time += 1) {
        expect(await opened.attempts.look(key, five, today)).toEqual({ allowed: true, left: 5, retryAfter: 0 });
      }
      await spent(five, today, key);
      expect(await opened.attempts.look(key, five, today)).toMatchObject({ allowed: false, retryAfter: 900 });
    });

    it('are given back one by one, and forgotten all together', async () => {
      const key = await spent(five);
      await opened.attempts.giveBack(key);
      expect(await opened.attempts.take(key, five, today)).toMatchObject({ allowed: true, left: 0 });
      await opened.attempts.forget(key);
      expect(await opened.attempts.take(key, five, today)).toMatchObject({ left: 4 });
      await opened.attempts.giveBack(newId());
    });

    it('of different keys know nothing of each other', async () => {
      await spent(five);
      expect(await opened.attempts.take(newId(), five, today)).toMatchObject({ allowed: true, left: 4 });
    });

    it('lock with the last try, longer each time, to a limit', async () => {
      const key = newId();
      let at = 0;
      for (const seconds of [900, 1_800, 3_600, 3_600]) {
        for (let time = 1; time < 5; time += 1) {
          expect(await opened.attempts.take(key, locking, later(at))).not.toHaveProperty('lockedUntil');
        }
        expect(await opened.attempts.take(key, locking, later(at))).toEqual({
          allowed: true,
          left: 0,
          retryAfter: 0,
          lockedUntil: later(at + seconds),
        });
        expect(await opened.attempts.take(key, locking, later(at + seconds - 1))).toMatchObject({
          allowed: false,
          retryAfter: 1,
        });
        at += seconds;
      }
      await opened.attempts.forget(key);
      expect(await opened.attempts.take(key, locking, later(at))).toMatchObject({ allowed: true, left: 4 });
    });

    it('taken by 200 at once are no more than the budget, and one of them locks', async () => {
      const key = newId();
      const answers = await Promise.all(Array.from({ length: 200 }, () => opened.attempts.take(key, locking, today)));
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
      expect(answers.filter(({ lockedUntil }) => lockedUntil)).toHaveLength(1);
    });

    it('made under a clock that has since been moved back by days bind nobody', async () => {
      const plain = await spent(five, later(30 * 24 * 3_600));
      expect(await opened.attempts.take(plain, five, today)).toMatchObject({ allowed: true });
      const locked = await spent(locking, later(30 * 24 * 3_600));
      expect(await opened.attempts.take(locked, locking, today)).toMatchObject({ allowed: true });
    });
  });
}
