import { STATUS_CODES } from 'node:http';
import type { FieldFault, Refusal, RefusalDetails, RefusalKind } from '@portico/kernel';
import type { Words } from './wording.js';

export const problemType = 'application/problem+json; charset=utf-8';

/** RFC 9457, with the code that programs read, and a pointer to each wrong field. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance?: string;
  traceId: string;
  errors?: FieldFault[];
  [extension: string]: unknown;
}

const statusOfKind: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
};

/** HTTP has a status of its own for these, whatever their kind. */
const statusOfCode: Record<string, number> = {
  internal: 500,
  'malformed-json': 400,
  'malformed-request': 400,
  'idempotency-key-invalid': 400,
  'method-not-allowed': 405,
  stale: 412,
  'body-too-large': 413,
  'address-too-long': 414,
  'unsupported-media-type': 415,
};

export const statusOf = ({ kind, code }: Pick<Refusal, 'kind' | 'code'>): number =>
  statusOfCode[code] ?? statusOfKind[kind];

export interface ProblemPlace {
  words: Words;
  traceId: string;
  instance?: string;
}

/** The refusal as a problem. What travels beside it is meant for the person, so it goes along, save the headers' part. */
export function problemOf(refused: Refusal, { words, traceId, instance }: ProblemPlace): Problem {
  const { title, detail, errors } = words;
  const status = statusOf(refused);
  return {
    ...extensionsOf(refused.details),
    type: `urn:portico:problem:${refused.code}`,
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code: refused.code,
    ...(instance === undefined ? {} : { instance }),
    traceId,
    ...(errors === undefined ? {} : { errors }),
  };
}

function extensionsOf({
  retryAfter: _seconds,
  allow: _methods,
  errors: _faults,
  ...rest
}: RefusalDetails): RefusalDetails {
  return rest;
}

/** Headers that belong to the refusal. */
export function headersOf({ kind, code, details }: Refusal): Record<string, string> {
  return {
    ...(kind === 'unauthenticated' ? { 'www-authenticate': challengeOf(code) } : {}),
    ...((kind === 'unavailable' && code !== 'internal') || details.retryAfter !== undefined
      ? { 'retry-after': String(Math.max(1, Math.ceil(details.retryAfter ?? 1))) }
      : {}),
    ...(typeof details.allow === 'string' ? { allow: details.allow } : {}),
  };
}

/** A client is to throw its token away only when the token is what was wrong. */
const challengeOf = (code: string): string =>
  code === 'session-expired' ? 'Bearer realm="portico", error="invalid_token"' : 'Bearer realm="portico"';
