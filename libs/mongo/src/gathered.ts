import { AsyncLocalStorage } from 'node:async_hooks';

/** Commands of one kind that are on their way at once; what is asked for meanwhile goes together with the next. */
const atOnce = 2;
const largestBatch = 100;

interface Waiting<Q, A> {
  question: Q;
  /** Runs what it is given in the context in which the question was asked. */
  inContext: ReturnType<typeof AsyncLocalStorage.snapshot>;
  resolve: (answer: A) => void;
  reject: (error: unknown) => void;
}

/**
 * Single questions to the database of which many go by one command. Nothing waits for more to come: a question goes at
 * once while few are on their way, and else with all that came meanwhile, never with a command that was sent before it.
 * The command counts as the work of whoever asked first.
 */
export class Gathered<Q, A> {
  #waiting: Waiting<Q, A>[] = [];
  #underway = 0;

  /** `answers` gives one answer to each question, in their order; what it throws all of them are told. */
  constructor(private readonly answers: (questions: Q[]) => Promise<A[]>) {}

  ask(question: Q): Promise<A> {
    const inContext = AsyncLocalStorage.snapshot();
    const answer = new Promise<A>((resolve, reject) => this.#waiting.push({ question, inContext, resolve, reject }));
    this.#send();
    return answer;
  }

  #send(): void {
    const [first] = this.#waiting;
    if (this.#underway >= atOnce || !first) return;
    const batch = this.#waiting.splice(0, largestBatch);
    this.#underway += 1;
    void first
      .inContext(() => this.#settle(batch))
      .finally(() => {
        this.#underway -= 1;
        this.#send();
      });
  }

  async #settle(batch: Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.answers(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, at) => resolve(answers[at] as A));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}
