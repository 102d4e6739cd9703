import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, World } from '../../src/index.js';

/** What the run counts, for the honesty of the harness. */
export interface Tally {
  /** Requests that ended without an answer, or with one that says nothing of the outcome. */
  unknown: number;
  replays: number;
  /** What must not happen, in sentences. */
  violations: string[];
}

export interface Asked {
  method?: 'POST' | 'PUT';
  path: string;
  body: object;
  bearer?: string;
}

const unanswered = [500, 502, 503, 504];
const retryPause = 120;

/** A client that asks again with the same Idempotency-Key until it knows the outcome. */
export class PatientClient {
  /** Requests at once, so that 300 people do not open 3,000 connections. */
  private free = 48;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly world: World,
    readonly tally: Tally,
    private readonly patience = 240_000,
  ) {}

  /** Answers the first known outcome: a success or a refusal. */
  async send<T = Record<string, unknown>>(
    asked: Asked,
    key: string = randomUUID(),
  ): Promise<Answer<T> & { key: string }> {
    for (const until = performance.now() + this.patience; performance.now() < until; await pause(retryPause)) {
      const answer = await this.once<T>({ ...asked, key });
      if (answer) return { ...answer, key };
    }
    throw new Error(`no known outcome of ${asked.method ?? 'POST'} ${asked.path} within ${this.patience / 1000} s`);
  }

  async get<T>(path: string, bearer?: string): Promise<Answer<T> | undefined> {
    return this.guarded(() => this.world.http<T>(path, { bearer, headers: {} }));
  }

  /** Sends an acknowledged request once more; it must be answered as before. */
  async replay(asked: Asked, before: Answer & { key: string }): Promise<void> {
    this.tally.replays += 1;
    const again = await this.send(asked, before.key);
    if (again.status === before.status && sameOutcome(again.body, before.body)) return;
    this.tally.violations.push(
      `a repeat of ${asked.method ?? 'POST'} ${asked.path} was answered ${again.status} ${again.text}, first ${before.status} ${before.text}`,
    );
  }

  private async once<T>({
    method = 'POST',
    path,
    body,
    bearer,
    key,
  }: Asked & { key: string }): Promise<Answer<T> | undefined> {
    const headers = { 'idempotency-key': key };
    return this.guarded(() => this.world.http<T>(path, { method, body, bearer, headers }));
  }

  private async guarded<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T> | undefined> {
    await this.enter();
    try {
      const answer = await ask();
      if (!unanswered.includes(answer.status)) return answer;
    } catch {
      // The connection was cut: the outcome is unknown.
    } finally {
      this.leave();
    }
    this.tally.unknown += 1;
    return undefined;
  }

  private async enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

/** The step and the id must be those of the first answer; `status` may have gone on from provisioning to complete. */
function sameOutcome(again: Record<string, unknown>, before: Record<string, unknown>): boolean {
  return ['id', 'step', 'flow', 'expiresAt'].every((name) => again[name] === before[name]);
}
