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

/** Names that are blotted out wherever they stand in a line, one level deep or two. */
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

function blotted(): string[] {
  const names = [...new Set([...alwaysSecret, ...secretFieldNames()])];
  return names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
}

function traced(): Facts {
  const context = currentContext();
  return context ? { traceId: context.trace.traceId, spanId: context.trace.spanId } : {};
}

export class PinoLog extends Log {
  readonly #pino: Logger;

  constructor(process: string, level: string, destination?: DestinationStream) {
    super();
    const options = { level, base: { process }, redact: { paths: blotted(), censor: '[secret]' }, mixin: traced };
    this.#pino = destination ? pino(options, destination) : pino(options);
  }

  info(what: string, facts: Facts = {}): void {
    this.#pino.info(facts, what);
  }

  warn(what: string, facts: Facts = {}): void {
    this.#pino.warn(facts, what);
  }

  error(what: string, error: unknown, facts: Facts = {}): void {
    const err = error instanceof Error ? error : new Error(String(error));
    this.#pino.error({ ...facts, err }, what);
  }
}

/** Says nothing; for tests. */
export class SilentLog extends Log {
  info(): void {}
  warn(): void {}
  error(): void {}
}
