import { pino, type DestinationStream, type Logger } from 'pino';
import { secretFieldNames } from '@portico/contracts';
import { currentContext } from './context.js';

export type Facts = Record<string, unknown>;

/** One JSON line per fact worth keeping; carries the trace of the work at hand and never a secret. */
export abstract class Log {
  abstract info(what: string, facts?: Facts): void;
  abstract warn(what: string, facts?: Facts): void;
  abstract error(what: string, error: unknown, facts?: Facts): void;
}

/** Names that are blotted out wherever they stand in a line. */
const alwaysSecret = [
  'password',
  'token',
  'code',
  'taxId',
  'mobilePhone',
  'authorization',
  'cookie',
  'sessionToken',
  'flowToken',
];

/** How deep a line is looked into; what lies deeper is left out. */
const deepest = 5;

/** A copy without secrets. By hand, for a line is written at every request, and general redaction costs more than all the rest. */
function blotted(value: unknown, secret: ReadonlySet<string>, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > deepest) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => blotted(item, secret, depth + 1));
  const copy: Facts = {};
  for (const [name, held] of Object.entries(value)) {
    copy[name] = secret.has(name) ? '[secret]' : blotted(held, secret, depth + 1);
  }
  return copy;
}

/** Errors are serialized before they are blotted. */
const asItIs = (value: unknown): unknown => value;

function traced(): Facts {
  const context = currentContext();
  return context ? { traceId: context.trace.traceId, spanId: context.trace.spanId } : {};
}

/** Lines are gathered and written together, at the latest after this long; what waits is written before the process ends. */
const gathering = { sync: false, minLength: 65_536, maxWrite: 131_072, periodicFlush: 100 };

export class PinoLog extends Log {
  readonly #pino: Logger;
  readonly #secret: ReadonlySet<string>;

  constructor(process: string, level: string, destination?: DestinationStream) {
    super();
    const options = { level, base: { process }, mixin: traced, serializers: { err: asItIs } };
    this.#secret = new Set([...alwaysSecret, ...secretFieldNames()]);
    this.#pino = pino(options, destination ?? pino.destination(gathering));
  }

  info(what: string, facts: Facts = {}): void {
    if (this.#pino.isLevelEnabled('info')) this.#pino.info(blotted(facts, this.#secret), what);
  }

  warn(what: string, facts: Facts = {}): void {
    this.#pino.warn(blotted(facts, this.#secret), what);
  }

  error(what: string, error: unknown, facts: Facts = {}): void {
    const err = pino.stdSerializers.err(error instanceof Error ? error : new Error(String(error)));
    this.#pino.error(blotted({ ...facts, err }, this.#secret), what);
  }
}

/** Says nothing; for tests. */
export class SilentLog extends Log {
  info(): void {}
  warn(): void {}
  error(): void {}
}
