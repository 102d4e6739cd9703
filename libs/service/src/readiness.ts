/** Something that this process cannot work without; `check` throws with one sentence when it is not there. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<void>;
}

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, string>;
}

/** How long one check may take, in milliseconds. */
const patience = 2_000;

function inTime(check: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer in ${patience} ms`)), patience).unref();
  });
  return Promise.race([check, late]);
}

/** Whether the process may be sent work: all checks hold, and it is not shutting down. */
export class Readiness {
  readonly #checks: ReadinessCheck[] = [];
  #open = false;

  add(check: ReadinessCheck): void {
    this.#checks.push(check);
  }

  open(): void {
    this.#open = true;
  }

  close(): void {
    this.#open = false;
  }

  async report(): Promise<ReadinessReport> {
    const results = await Promise.allSettled(this.#checks.map((entry) => inTime(entry.check())));
    const checks = Object.fromEntries(
      results.map((result, at) => [
        this.#checks[at]?.name ?? '',
        result.status === 'fulfilled' ? 'up' : String((result.reason as Error).message),
      ]),
    );
    return { ready: this.#open && results.every((result) => result.status === 'fulfilled'), checks };
  }
}
