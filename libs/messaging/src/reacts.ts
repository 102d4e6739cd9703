import 'reflect-metadata';
import type { Envelope, EventType } from '@portico/contracts';
import { kebab } from './kebab.js';

/**
 * What happens here because something happened elsewhere. May run more than once for one event: it acts through an
 * aggregate, whose handled list knows `<event id>:<reaction>`, or writes a projection guarded by `sequence`.
 */
export interface Reaction<T extends object> {
  react(data: T, envelope: Envelope<T>): Promise<void>;
}

export interface ReactionMark {
  to: EventType;
  name: string;
  within?: number;
}

export interface ReactionOptions {
  name?: string;
  /** Promises to be no further behind than this, in milliseconds: see `Freshness`. */
  within?: number;
}

type ReactionClass<T extends object> = new (...parts: never[]) => Reaction<T>;

const key = 'portico:reaction';

/** Marks a reaction; it gets every such event at least once, kept by a durable consumer named after the class. */
export const Reacts =
  <T extends object>(to: EventType<T>, { name, within }: ReactionOptions = {}) =>
  (target: ReactionClass<T>): void =>
    Reflect.defineMetadata(key, { to, name: name ?? kebab(target.name), within } satisfies ReactionMark, target);

export const reactionMarkOf = (type: object): ReactionMark | undefined =>
  Reflect.getOwnMetadata(key, type) as ReactionMark | undefined;
