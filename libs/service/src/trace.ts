import { randomBytes } from 'node:crypto';
import type { Trace } from './context.js';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The trace that a `traceparent` header continues, or a new one. */
export function traceFrom(header: string | undefined): Trace {
  const match = form.exec(header ?? '');
  return { traceId: match?.[1] ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') };
}

export const traceparent = ({ traceId, spanId }: Trace): string => `00-${traceId}-${spanId}-01`;
