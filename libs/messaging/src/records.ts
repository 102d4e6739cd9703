import 'reflect-metadata';
import type { DiscoveryService } from '@nestjs/core';
import type { Envelope } from '@portico/contracts';
import { kebab } from './kebab.js';

/**
 * Keeps every fact that some services tell, those of one service in the order of its stream. May get a fact again: it
 * knows one by its envelope's id. What it throws is tried again, so that nothing is passed over.
 */
export interface Recorder {
  record(facts: readonly Envelope[]): Promise<void>;
}

interface RecorderMark {
  services: readonly string[];
  name: string;
}

export interface FoundRecorder extends RecorderMark {
  recorder: Recorder;
}

const key = 'portico:recorder';

/** Marks what keeps all facts of these services; one replica reads a stream at a time. A stream may come later. */
export const Records =
  (...services: string[]) =>
  (target: new (...parts: never[]) => Recorder): void =>
    Reflect.defineMetadata(key, { services, name: kebab(target.name) } satisfies RecorderMark, target);

/** Every recorder of this process. */
export function recordersIn(discovery: DiscoveryService): FoundRecorder[] {
  return discovery.getProviders().flatMap(({ metatype, instance }) => {
    if (typeof metatype !== 'function') return [];
    const mark = Reflect.getOwnMetadata(key, metatype) as RecorderMark | undefined;
    return mark ? [{ ...mark, recorder: instance as Recorder }] : [];
  });
}
