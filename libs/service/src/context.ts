import { AsyncLocalStorage } from 'node:async_hooks';
import { type Actor, system } from '@portico/kernel';

/** W3C trace context of the work at hand. */
export interface Trace {
  traceId: string;
  spanId: string;
}

/** What surrounds one piece of work. Only messaging, mongo, jobs and logging know it; a use case never does. */
export interface WorkContext {
  actor: Actor;
  trace: Trace;
  /** The command being carried out, and the keyed hash of its body: the aggregate store remembers both. */
  command?: { id: string; bodyHash: string };
  /** When the caller stops waiting; milliseconds of `performance.now()`. */
  deadline: number;
  /** What the work has taken so far, for the log. */
  cost?: Cost;
}

/** Commands that a piece of work sent to its database: the number that decides most of what it takes. */
export interface Cost {
  database: number;
}

const storage = new AsyncLocalStorage<WorkContext>();

/** How long work may take that nobody set a limit for, in milliseconds. */
export const defaultPatience = 10_000;

export const currentContext = (): WorkContext | undefined => storage.getStore();

export const within = <T>(context: WorkContext, work: () => T): T => storage.run(context, work);

/** The context of work that a process does for itself: a job, a reaction, a sweep. */
export function ownWork(process: string, trace: Trace, onBehalfOf?: string): WorkContext {
  return { actor: system(process, onBehalfOf), trace, deadline: performance.now() + defaultPatience };
}

/** Someone else saved the aggregate first: the work is to be done again from the load. */
export class LostRace extends Error {
  constructor(readonly aggregateId: string) {
    super(`lost the race to save ${aggregateId}`);
    this.name = 'LostRace';
  }
}

/** This command already acted; `aggregate` is as it is stored now, and the reply is a view of it. */
export class AlreadyHandled extends Error {
  constructor(readonly aggregate: { id: string; version: number }) {
    super(`already handled by ${aggregate.id}`);
    this.name = 'AlreadyHandled';
  }
}
