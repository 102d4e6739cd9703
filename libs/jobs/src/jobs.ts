/** One piece of work for later. `data` holds ids only: what is secret is looked up, or derived, when the work is done. */
export interface Job<T extends object = object> {
  queue: string;
  /** Stable: the same id is queued once. No colon. */
  id: string;
  data: T;
  /** By the program's clock; absent: now. */
  at?: Date;
  /** Absent: the usual number; more for what no reconciler finds again. Pauses double. */
  tries?: number;
}

/** Pauses of an hour and three quarters together: longer than a database is away. */
export const untilItIsBack = 16;

/** Work that may be late, lost or repeated: what matters is judged from the aggregate when it is used. */
export abstract class JobQueue {
  abstract add(job: Job): Promise<void>;
}

/** Does the jobs of one queue; may be called twice for the same job. */
export interface Worker<T extends object = object> {
  work(data: T): Promise<void>;
}

/** Finds again, from the database, the work that ought to be queued: an emptied Redis loses nothing. */
export interface Reconciler {
  reconcile(): Promise<void>;
}
