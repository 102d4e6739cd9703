import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

/** Commands that are answered when the test says so. */
function commands() {
  const sent: { questions: number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const gathered = new Gathered((questions: number[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    sent.push({ questions, answer: () => resolve(questions.map((each) => `of ${each}`)), fail: reject });
    return promise;
  });
  return { sent, gathered };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Gathered', () => {
  it('sends a question at once while few are on their way', () => {
    const { sent, gathered } = commands();
    void gathered.ask(1);
    void gathered.ask(2);
    expect(sent.map(({ questions }) => questions)).toEqual([[1], [2]]);
  });

  it('sends what came meanwhile together, never with a command that was sent before', async () => {
    const { sent, gathered } = commands();
    const answers = [1, 2, 3, 4, 3].map((each) => gathered.ask(each));
    expect(sent).toHaveLength(2);
    sent[0]?.answer();
    await turn();
    expect(sent.map(({ questions }) => questions)).toEqual([[1], [2], [3, 4, 3]]);
    sent.forEach(({ answer }) => answer());
    await expect(Promise.all(answers)).resolves.toEqual(['of 1', 'of 2', 'of 3', 'of 4', 'of 3']);
  });

  it('sends no more than a hundred together', async () => {
    const { sent, gathered } = commands();
    const answers = Array.from({ length: 152 }, (_, each) => gathered.ask(each));
    sent[0]?.answer();
    sent[1]?.answer();
    await turn();
    expect(sent.map(({ questions }) => questions.length)).toEqual([1, 1, 100, 50]);
    sent.forEach(({ answer }) => answer());
    await expect(Promise.all(answers)).resolves.toHaveLength(152);
  });

  it('tells all of one command how it failed, and goes on', async () => {
    const { sent, gathered } = commands();
    const answers = [1, 2, 3, 4].map((each) => gathered.ask(each));
    sent[0]?.answer();
    await turn();
    sent[2]?.fail(new Error('away'));
    await expect(answers[2]).rejects.toThrow('away');
    await expect(answers[3]).rejects.toThrow('away');
    const next = gathered.ask(5);
    sent.at(-1)?.answer();
    await expect(next).resolves.toBe('of 5');
    sent[1]?.answer();
    await expect(answers[1]).resolves.toBe('of 2');
  });

  it('sends a command as the work of whoever asked first', async () => {
    const work = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const gathered = new Gathered(async (questions: string[]) => {
      seen.push(work.getStore());
      await turn();
      return questions;
    });
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => work.run(name, () => gathered.ask(name))));
    expect(seen).toEqual(['a', 'b', 'c']);
  });
});
