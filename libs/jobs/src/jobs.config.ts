/** Where the queues live, and how patient they are. */
export abstract class JobsConfig {
  abstract readonly url: string;
  abstract readonly prefix: string;
  /** Tries of one job before it is left for an operator. */
  abstract readonly attempts: number;
  /** First pause between two tries, in milliseconds; doubles. */
  abstract readonly backoffMs: number;
  /** A worker that died gives its job back after this long, in milliseconds. */
  abstract readonly stalledMs: number;
  /** How often lost work is looked for, in milliseconds. */
  abstract readonly reconcileMs: number;
}

export const jobsDefaults = { attempts: 8, backoffMs: 200, stalledMs: 5_000, reconcileMs: 60_000 };
